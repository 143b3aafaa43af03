package io.sixlane.relay.udp;

import io.sixlane.relay.Needs;
import org.junit.jupiter.api.BeforeAll;

/** One loop has every port that the system chose. */
class PortableTwoLanesUdpIT extends UdpPathConformance {
    @BeforeAll
    static void atFullLength() {
        Needs.optionally(
                Boolean.getBoolean("sixlane.portable.lanes"),
                "relays without Linux's own calls",
                "run with -Pfull-length");
    }

    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return CarryingPath.over(2, 1, () -> new PortableUdpPath(settings, drops));
    }
}
