package io.sixlane.relay.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class AddressPrefixTest {
    @Test
    void contains_what_shares_its_first_bits() {
        var prefix = AddressPrefix.valueOf("fd6c:7465:7374::/45");
        assertThat(prefix.contains(InetAddress.ofLiteral("fd6c:7465:7377::1"))).isTrue();
        assertThat(prefix.contains(InetAddress.ofLiteral("fd6c:7465:7378::1"))).isFalse();
        assertThat(prefix.contains(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
        assertThat(AddressPrefix.valueOf("0.0.0.0/0").contains(InetAddress.ofLiteral("192.0.2.1")))
                .isTrue();
    }

    @Test
    void an_address_alone_is_a_prefix_of_one() {
        assertThat(AddressPrefix.valueOf("::1").isOneAddress()).isTrue();
        assertThat(AddressPrefix.valueOf("::1/127").isOneAddress()).isFalse();
    }

    @Test
    void refuses_what_is_no_prefix() {
        for (var text : new String[] {"", "fd00::/129", "10.0.0.0/33", "example.com", "::/x"}) {
            assertThatThrownBy(() -> AddressPrefix.valueOf(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be a prefix");
        }
    }
}
