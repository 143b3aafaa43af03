package io.sixlane.platform.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketRingTest {
    private record Packet(int bytes, long due, byte content) {}

    /** Random packets in and out, many times around, beside a queue that cannot err. */
    @Test
    void packets_come_out_as_they_went_in() {
        var random = new Random(1);
        var expected = new ArrayDeque<Packet>();
        var fulls = 0;
        try (var arena = Arena.ofConfined()) {
            var ring = new PacketRing(arena, 1 << 18);
            for (var i = 0; i < 200_000; i++) {
                assertThat(ring.due())
                        .isEqualTo(expected.isEmpty() ? Long.MAX_VALUE : expected.element().due());
                if (random.nextInt(100) < (i / 1_000 % 2 == 0 ? 60 : 40)) {
                    if (ring.hasRoom()) {
                        var packet =
                                new Packet(1 + random.nextInt(9_000), i, (byte) random.nextInt());
                        fill(ring.spare(), packet);
                        // A packet that was read and lost leaves no trace.
                        if (random.nextInt(10) > 0) {
                            ring.add(packet.bytes(), packet.due());
                            expected.add(packet);
                        }
                    } else {
                        fulls++;
                    }
                } else if (!expected.isEmpty()) {
                    var packet = expected.remove();
                    assertThat(ring.bytes()).isEqualTo(packet.bytes());
                    assertThat(at(ring.address(), packet.bytes() - 1)).isEqualTo(packet.content());
                    ring.remove();
                }
            }
        }
        assertThat(fulls).isPositive();
    }

    private static void fill(long address, Packet packet) {
        memory(address, packet.bytes()).fill(packet.content());
    }

    private static byte at(long address, int offset) {
        return memory(address, offset + 1).get(ValueLayout.JAVA_BYTE, offset);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment memory(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }
}
