package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AddressPlanTest {

    @Test
    void prefixesAreWrittenAsTheServicesReadThem() {
        assertThat(AddressPlan.prefixes(0).asVariable())
                .isEqualTo("cn-hongkong=fd6c:616e:1::/64,us-west-1=fd6c:616e:2::/64");
        assertThat(AddressPlan.loopback().asVariable())
                .isEqualTo("cn-hongkong=::1/128,us-west-1=::1/128");
    }

    @Test
    void stacksBesideEachOtherShareNoPrefix() {
        assertThat(AddressPlan.prefixes(10_000).prefixes())
                .containsExactly("fd6c:616e:1:2710::/64", "fd6c:616e:2:2710::/64")
                .doesNotContainAnyElementsOf(AddressPlan.prefixes(0).prefixes());
    }

    @Test
    void port80IsForAcceleratorsThatHaveAnAddressOfTheirOwn() {
        assertThat(AddressPlan.prefixes(0).listenerPort(80, false)).isEqualTo(80);
        assertThat(AddressPlan.prefixes(0).listenerPort(80, true)).isGreaterThan(1023);
        assertThat(AddressPlan.loopback().listenerPort(80, false)).isGreaterThan(1023);
    }

    @Test
    void everyPartGetsTheVariablesOfItsRegion() {
        var folder = new StackFolder(Path.of("/data"));
        var parts =
                Parts.all(new Ports(0), folder, AddressPlan.prefixes(0), Shores.here()).stream()
                        .collect(Collectors.toMap(Part::name, Part::variables));

        assertThat(parts.get("provisioning"))
                .containsEntry(
                        "SIXLANE_ADDRESS_POOLS",
                        "cn-hongkong=fd6c:616e:1::/64,us-west-1=fd6c:616e:2::/64");
        assertThat(parts.get(Parts.US_WEST_RELAY))
                .containsEntry("SIXLANE_RELAY_REGION", "us-west-1")
                .containsEntry("SIXLANE_RELAY_STATE_FOLDER", "/data/relay/relay-us-west-1-1")
                .containsEntry("SIXLANE_HTTP_PORT", "8112");
    }
}
