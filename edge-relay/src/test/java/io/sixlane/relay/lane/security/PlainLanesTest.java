package io.sixlane.relay.lane.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.relay.lane.security.LaneRefusedException.Cause;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLanesTest {
    private static final PlainLanes RULE = new PlainLanes(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.1.1",
                "198.18.0.1",
                "fd00::1",
                "fe80::1"
            })
    void lanes_may_be_plain_between_private_addresses(String address) {
        assertThat(RULE.refusal(InetAddress.ofLiteral(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "192.0.2.1",
                "2400:3200::1",
                "2001:db8::1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "4000::1"
            })
    void lanes_are_not_plain_elsewhere_unless_forced(String address) {
        var peer = InetAddress.ofLiteral(address);

        assertThat(RULE.refusal(peer)).hasValueSatisfying(why -> assertThat(why).contains("tls"));
        assertThat(new PlainLanes(true).refusal(peer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void all_addresses_of_a_host_are_private_or_it_does_not_listen_on_them(String any) {
        var own = InetAddress.ofLiteral(any);
        var inside = InetAddress.ofLiteral("10.0.0.1");
        var outside = InetAddress.ofLiteral("8.8.8.8");

        assertThat(RULE.refusalToListen(own, List.of(inside))).isEmpty();
        assertThat(RULE.refusalToListen(own, List.of(inside, outside)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("8.8.8.8 is public"));
        assertThat(RULE.refusalToListen(inside, List.of(outside))).isEmpty();
        assertThat(new PlainLanes(true).refusalToListen(own, List.of(outside))).isEmpty();
    }

    @Test
    void plain_lanes_are_neither_opened_to_nor_accepted_from_public_addresses(@TempDir Path folder)
            throws Exception {
        var peer = InetAddress.ofLiteral("8.8.8.8");
        var plain = new FleetFixture(folder).relay("us-west-1", "us-1", LaneEncryption.NETWORK);
        var name = new RelayName("us-west-1", "us-1");

        assertThatThrownBy(() -> plain.accepting(peer))
                .isInstanceOfSatisfying(
                        LaneRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Cause.NOT_PRIVATE));
        assertThatThrownBy(() -> plain.connecting(name, peer))
                .isInstanceOf(LaneRefusedException.class);
        assertThat(plain.unproven()).isZero();
    }
}
