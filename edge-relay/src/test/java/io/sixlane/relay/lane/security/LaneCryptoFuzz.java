package io.sixlane.relay.lane.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.UUID;

/**
 * Bytes that a stranger sends to the lane port, or a server to a relay that connects, and greetings
 * of proven peers: each is taken, or refused by a {@link LaneRefusedException}. No stranger is
 * proven.
 */
public final class LaneCryptoFuzz {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    static final byte TO_ACCEPTING = 0;
    static final byte TO_CONNECTING = 1;
    static final byte GREETING = 2;

    private static final RelayName SELF = new RelayName("us-west-1", "us-1");
    private static final LaneSecurity SECURITY = security();

    private LaneCryptoFuzz() {}

    private static LaneSecurity security() {
        try {
            return new FleetFixture(Files.createTempDirectory("fuzz"))
                    .relay(SELF.region(), SELF.id(), LaneEncryption.TLS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var bytes = ByteBuffer.wrap(Arrays.copyOfRange(input, 1, input.length));
        try {
            if (input[0] == GREETING) {
                var hello = Hello.decode(bytes);
                if (!Hello.decode(hello.encode()).equals(hello)) {
                    throw new AssertionError("greetings differ: " + hello);
                }
                return;
            }
            try (var lane =
                    input[0] == TO_CONNECTING
                            ? SECURITY.connecting(SELF, HERE)
                            : SECURITY.accepting(HERE).orElseThrow()) {
                lane.received(bytes);
                if (lane.established()) {
                    throw new AssertionError("proven without a certificate");
                }
            }
        } catch (LaneRefusedException _) {
            // Refused.
        }
        if (SECURITY.unproven() != 0) {
            throw new AssertionError("a place is lost");
        }
    }

    /** Greetings of a relay that has proven itself. */
    static byte[] greeting() {
        var hello =
                new Hello(
                                LaneEncryption.TLS,
                                true,
                                SELF,
                                new UUID(1, 2),
                                new ProbeKey(new byte[32]))
                        .encode();
        return ByteBuffer.allocate(1 + hello.remaining()).put(GREETING).put(hello).array();
    }
}
