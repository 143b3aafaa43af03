package io.sixlane.configuration.address;

import static io.sixlane.configuration.accelerator.EndpointType.CUSTOM_DOMAIN;
import static io.sixlane.configuration.accelerator.EndpointType.CUSTOM_IP;
import static io.sixlane.configuration.accelerator.EndpointType.PUBLIC_IP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    private static final EndpointPolicy CLOSED = EndpointPolicy.allowing("");

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, is unspecified",
        "0.1.2.3, is unspecified",
        "::, is unspecified",
        "127.0.0.1, is a loopback address",
        "127.255.0.9, is a loopback address",
        "::1, is a loopback address",
        "::ffff:127.0.0.1, is a loopback address",
        "64:ff9b::127.0.0.1, is a loopback address",
        "64:ff9b::a9fe:a9fe, is a cloud metadata service",
        "64:ff9b::f000:1, is reserved",
        "64:ff9b::1, is unspecified",
        "2002:7f00:1::, is a loopback address",
        "2002:a9fe:a9fe::1, is a cloud metadata service",
        "64:ff9b:1::7f00:1, 'belongs to a local NAT64, which hides the IPv4 address'",
        "64:ff9b:2::1, is reserved",
        "::127.0.0.1, 'is an IPv4-compatible address, which is deprecated'",
        "::2, 'is an IPv4-compatible address, which is deprecated'",
        "::ffff:0:7f00:1, is reserved",
        "169.254.7.7, is a link-local address",
        "fe80::1, is a link-local address",
        "fec0::1, is reserved",
        "169.254.169.254, is a cloud metadata service",
        "fd00:ec2::254, is a cloud metadata service",
        "fd20:ce::254, is a cloud metadata service",
        "100.100.100.200, is a cloud metadata service",
        "168.63.129.16, is a cloud metadata service",
        "192.0.0.192, is a cloud metadata service",
        "192.0.0.8, is reserved for a protocol",
        "192.88.99.1, 'is a 6to4 relay, which is deprecated'",
        "224.0.0.1, is a multicast address",
        "239.255.255.255, is a multicast address",
        "240.0.0.1, is reserved",
        "255.255.255.254, is reserved",
        "255.255.255.255, is the broadcast address",
        "ff02::1, is a multicast address",
        "100::1, is a discard-only address",
        "2001::1, is a Teredo address",
        "2001:10::1, is reserved for a protocol",
        "4000::1, is reserved",
        "5f00::1, is reserved",
        "not-an-address, is no IP address"
    })
    void refuses_special_addresses(String address, String reason) {
        assertThat(CLOSED.refusal(CUSTOM_IP, address, 80)).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.51.100.7",
                "192.0.2.1",
                "8.8.8.8",
                "2001:db8::7",
                "2600::1",
                "10.0.0.7",
                "172.31.255.1",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "fd12::1",
                "64:ff9b::198.51.100.7",
                "64:ff9b::10.0.0.1",
                "2001:4:112::1",
                "192.31.196.1"
            })
    void takes_other_addresses(String address) {
        assertThat(CLOSED.refusal(CUSTOM_IP, address, 80)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.7",
                "192.168.1.1",
                "100.64.0.1",
                "198.19.0.1",
                "fd12::1",
                "64:ff9b::10.0.0.1",
                "2002:a00:1::1"
            })
    void refuses_private_addresses_as_public_ones(String address) {
        assertThat(CLOSED.refusal(PUBLIC_IP, address, 80))
                .hasValue("is private and no public address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "a.localhost",
                "metadata.google.internal",
                "Metadata.Google.Internal."
            })
    void refuses_names_of_the_same_places(String name) {
        assertThat(CLOSED.refusal(CUSTOM_DOMAIN, name, 80)).isPresent();
    }

    @Test
    void opens_what_the_operator_allows_and_no_more() {
        var policy = EndpointPolicy.allowing("127.0.0.0/8, fd00:ec2::/64");
        assertThat(policy.refusal(CUSTOM_IP, "127.0.0.1", 80)).isEmpty();
        assertThat(policy.refusal(CUSTOM_IP, "64:ff9b::7f00:1", 80)).isEmpty();
        assertThat(policy.refusal(CUSTOM_IP, "fd00:ec2::254", 80)).isEmpty();
        assertThat(policy.refusal(CUSTOM_DOMAIN, "localhost", 80)).isEmpty();
        assertThat(policy.refusal(CUSTOM_IP, "::1", 80)).isPresent();
        assertThat(EndpointPolicy.allowing("127.0.0.1:8080").refusal(CUSTOM_IP, "127.0.0.1", 8081))
                .hasValue("is a loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.0/33", "::ffff:10.0.0.0/8", "a b", "db:0", "db:65536", "[::1"})
    void an_invalid_address_in_a_setting_is_refused(String text) {
        assertThatThrownBy(() -> EndpointPolicy.allowing(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    private static EndpointPolicy installed(String allowed, String installation) {
        return new EndpointPolicy(Place.listOf(allowed), Place.listOf(installation), List.of());
    }

    @Test
    void refuses_the_installation_although_the_network_around_it_is_allowed() {
        var policy =
                installed("127.0.0.0/8, 10.0.0.0/8", "127.0.0.1:5432, 10.9.0.0/16, [fd00::5]:9092");
        for (var loopback :
                List.of("127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1")) {
            assertThat(policy.refusal(CUSTOM_IP, loopback, 5432))
                    .as(loopback)
                    .hasValue("is an address of this installation");
        }
        assertThat(policy.refusal(CUSTOM_IP, "127.0.0.1", 5433)).isEmpty();
        assertThat(policy.refusal(CUSTOM_IP, "10.9.3.4", 80)).isPresent();
        assertThat(policy.refusal(CUSTOM_IP, "10.8.3.4", 80)).isEmpty();
        assertThat(policy.refusal(CUSTOM_IP, "fd00::5", 9092)).isPresent();
        assertThat(policy.refusal(CUSTOM_IP, "fd00::5", 9093)).isEmpty();
    }

    @Test
    void an_entry_that_is_as_narrow_opens_a_place_of_the_installation() {
        assertThat(
                        installed("127.0.0.1:5432", "127.0.0.1:5432")
                                .refusal(CUSTOM_IP, "127.0.0.1", 5432))
                .isEmpty();
        assertThat(installed("10.9.3.0/24", "10.9.0.0/16").refusal(CUSTOM_IP, "10.9.3.4", 80))
                .isEmpty();
        assertThat(installed("kafka:9092", "kafka:9092").refusal(CUSTOM_DOMAIN, "kafka", 9092))
                .isEmpty();
    }

    @Test
    void refuses_hosts_of_the_installation_by_name_and_by_the_addresses_of_the_name() {
        var policy =
                installed("", "kafka:9092, DB.internal.")
                        .resolved(
                                Map.of(
                                                "kafka",
                                                List.of(IpPrefix.of("10.0.0.4").first()),
                                                "db.internal",
                                                List.of(IpPrefix.of("fd00::9").first()))
                                        ::get,
                                List.of());
        assertThat(policy.refusal(CUSTOM_DOMAIN, "kafka", 9092))
                .hasValue("is a host of this installation");
        assertThat(policy.refusal(CUSTOM_DOMAIN, "KAFKA.", 9092)).isPresent();
        assertThat(policy.refusal(CUSTOM_DOMAIN, "kafka", 80)).isEmpty();
        assertThat(policy.refusal(CUSTOM_DOMAIN, "db.internal", 80)).isPresent();
        assertThat(policy.refusal(CUSTOM_IP, "10.0.0.4", 9092)).isPresent();
        assertThat(policy.refusal(CUSTOM_IP, "10.0.0.4", 9093)).isEmpty();
        assertThat(policy.refusal(CUSTOM_IP, "fd00::9", 443)).isPresent();
    }

    @Test
    void a_service_on_loopback_or_on_all_addresses_is_at_every_address_of_the_host() {
        var host = List.of(IpPrefix.of("192.168.7.7").first());
        for (var own : List.of("127.0.0.1:8111", "0.0.0.0:8111", "[::]:8111")) {
            var policy = installed("127.0.0.0/8", own).resolved(_ -> List.of(), host);
            assertThat(policy.refusal(CUSTOM_IP, "192.168.7.7", 8111)).as(own).isPresent();
            assertThat(policy.refusal(CUSTOM_IP, "127.0.0.1", 8111)).as(own).isPresent();
            assertThat(policy.refusal(CUSTOM_IP, "192.168.7.7", 80)).as(own).isEmpty();
        }
    }

    /** It needs no lookup to be known (RFC 6761, 6.3). */
    @Test
    void refuses_a_service_of_the_installation_by_the_name_localhost() {
        var policy = installed("127.0.0.0/8,::1", "127.0.0.1:8111");
        for (var name : List.of("localhost", "LOCALHOST.", "db.localhost")) {
            assertThat(policy.refusal(CUSTOM_DOMAIN, name, 8111))
                    .as(name)
                    .hasValue("is a host of this installation");
            assertThat(policy.refusal(CUSTOM_DOMAIN, name, 80)).as(name).isEmpty();
        }
        assertThat(installed("", "127.0.0.1:8111").refusal(CUSTOM_DOMAIN, "localhost", 80))
                .hasValue("is a loopback name");
    }

    @Test
    void refuses_every_address_of_a_pool() {
        var pools = List.of(IpPrefix.of("2001:db8:a::/64"), IpPrefix.of("203.0.113.0/28"));
        var policy = new EndpointPolicy(Place.listOf("2001:db8::/32"), List.of(), pools);
        for (var address : List.of("2001:db8:a::1", "203.0.113.5", "64:ff9b::203.0.113.5")) {
            assertThat(policy.refusal(CUSTOM_IP, address, 80))
                    .as(address)
                    .hasValue("is in an address pool, so it would lead back to a relay");
        }
        assertThat(policy.refusal(CUSTOM_IP, "2001:db8:b::1", 80)).isEmpty();
        assertThat(
                        new EndpointPolicy(Place.listOf("2001:db8:a::9"), List.of(), pools)
                                .refusal(CUSTOM_IP, "2001:db8:a::9", 80))
                .isEmpty();
    }

    @Test
    void a_live_policy_resolves_the_names_of_the_installation() {
        try (var live = new LiveEndpointPolicy(installed("127.0.0.0/8, ::1", "localhost:5432"))) {
            await().untilAsserted(
                            () ->
                                    assertThat(live.get().refusal(CUSTOM_IP, "127.0.0.1", 5432))
                                            .isPresent());
        }
    }
}
