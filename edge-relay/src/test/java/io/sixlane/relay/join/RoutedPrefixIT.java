package io.sixlane.relay.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.relay.NetworkNamespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A host finds out whether the addresses of a pool are its own, whatever its kernel lets bind. */
@EnabledOnOs(OS.LINUX)
class RoutedPrefixIT {
    private static final IpPrefix IPV6 = IpPrefix.of("fd77:7::/64");
    private static final IpPrefix IPV4 = IpPrefix.of("10.77.7.0/24");

    @Test
    void a_prefix_is_local_by_its_route_alone() throws Exception {
        try (var host = new NetworkNamespace()) {
            for (var bindsAny : new String[] {"0", "1"}) {
                host.set("net/ipv6/ip_nonlocal_bind", bindsAny);
                host.set("net/ipv4/ip_nonlocal_bind", bindsAny);
                for (var prefix : new IpPrefix[] {IPV6, IPV4}) {
                    assertThat(host.inside(() -> HostCheck.routed(prefix)).mend())
                            .contains("add local " + prefix + " dev lo");
                    host.ip("route", "add", "local", prefix.toString(), "dev", "lo");
                    assertThat(host.inside(() -> HostCheck.routed(prefix)).level())
                            .isEqualTo(Finding.Level.GOOD);
                    host.ip("route", "del", "local", prefix.toString(), "dev", "lo");
                }
            }
            assertThat(host.inside(() -> HostCheck.routed(IpPrefix.of("::1/128"))).isBad())
                    .isFalse();
        }
    }
}
