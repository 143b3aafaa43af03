package io.sixlane.relay.udp;

import io.sixlane.relay.Needs;
import org.junit.jupiter.api.BeforeAll;

class PortableCarriedSessionsIT extends CarriedSessionsConformance {
    @BeforeAll
    static void atFullLength() {
        Needs.optionally(
                Boolean.getBoolean("sixlane.portable.lanes"),
                "relays without Linux's own calls",
                "run with -Pfull-length");
    }

    @Override
    UdpPath path(UdpSettings settings, DropObserver drops) {
        return new PortableUdpPath(settings, drops);
    }
}
