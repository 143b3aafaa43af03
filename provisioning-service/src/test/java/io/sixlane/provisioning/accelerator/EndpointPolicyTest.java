package io.sixlane.provisioning.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.configuration.accelerator.EndpointType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    private static final EndpointPolicy CLOSED = EndpointPolicy.allowing("");

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, is a loopback address",
        "127.255.0.9, is a loopback address",
        "::1, is a loopback address",
        "::ffff:127.0.0.1, is a loopback address",
        "64:ff9b::127.0.0.1, is a loopback address",
        "2002:7f00:1::, is a loopback address",
        "::127.0.0.1, 'is an IPv4-compatible address, which is deprecated'",
        "0.0.0.0, is unspecified",
        "::, is unspecified",
        "169.254.7.7, is a link-local address",
        "fe80::1, is a link-local address",
        "169.254.169.254, is a cloud metadata service",
        "fd00:ec2::254, is a cloud metadata service",
        "100.100.100.200, is a cloud metadata service",
        "224.0.0.1, is a multicast address",
        "ff02::1, is a multicast address",
        "255.255.255.255, is the broadcast address",
        "not-an-address, is no IP address"
    })
    void refuses_doors_into_the_relays_surroundings(String address, String reason) {
        assertThat(CLOSED.refusal(EndpointType.CUSTOM_IP, address)).hasValue(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.7", "2001:db8::7", "10.0.0.7", "64:ff9b::198.51.100.7"})
    void takes_other_addresses(String address) {
        assertThat(CLOSED.refusal(EndpointType.CUSTOM_IP, address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "192.168.1.1", "100.64.0.1", "fd12::1"})
    void refuses_private_addresses_as_public_ones(String address) {
        assertThat(CLOSED.refusal(EndpointType.PUBLIC_IP, address))
                .hasValue("is private and no public address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "a.localhost", "metadata.google.internal"})
    void refuses_names_of_the_same_places(String name) {
        assertThat(CLOSED.refusal(EndpointType.CUSTOM_DOMAIN, name)).isPresent();
    }

    @Test
    void opens_what_the_operator_allows_and_no_more() {
        var policy = EndpointPolicy.allowing("127.0.0.0/8, fd00:ec2::/64");
        assertThat(policy.refusal(EndpointType.CUSTOM_IP, "127.0.0.1")).isEmpty();
        assertThat(policy.refusal(EndpointType.CUSTOM_IP, "fd00:ec2::254")).isEmpty();
        assertThat(policy.refusal(EndpointType.CUSTOM_DOMAIN, "localhost")).isEmpty();
        assertThat(policy.refusal(EndpointType.CUSTOM_IP, "::1")).isPresent();
    }

    @Test
    void a_wrong_prefix_ends_the_start() {
        assertThatThrownBy(() -> EndpointPolicy.allowing("127.0.0.0/33"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.0/33");
    }
}
