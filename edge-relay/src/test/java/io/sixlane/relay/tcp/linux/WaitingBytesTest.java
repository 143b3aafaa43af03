package io.sixlane.relay.tcp.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitingBytesTest {
    @Test
    void bytes_leave_in_the_order_in_which_they_came() {
        var random = new Random(7);
        var waiting = new WaitingBytes();
        var came = 0;
        var left = 0;
        for (var i = 0; i < 10_000; i++) {
            var count = random.nextInt(random.nextBoolean() ? 20 : 2_000);
            var room = waiting.append(count);
            assertThat(room.remaining()).isEqualTo(count);
            while (room.hasRemaining()) {
                room.put((byte) came++);
            }
            var taken = new byte[random.nextInt(waiting.size() + 1)];
            waiting.copyTo(MemorySegment.ofArray(taken), taken.length);
            waiting.drop(taken.length);
            for (var each : taken) {
                assertThat(each).isEqualTo((byte) left++);
            }
            assertThat(waiting.size()).isEqualTo(came - left);
        }
    }
}
