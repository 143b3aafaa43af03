package io.sixlane.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbeMessageTest {
    private final ProbeKey key = new ProbeKey(new byte[ProbeKey.BYTES]);

    @Test
    void a_message_is_read_with_its_own_key_only() {
        var message = new ProbeMessage(ProbeMessage.Type.ANSWER, key.number(), 7, 0b101);
        var bytes = message.write(key);
        var other = new byte[ProbeKey.BYTES];
        other[0] = 1;

        assertThat(bytes).hasSize(40);
        assertThat(ProbeMessage.keyOf(bytes, bytes.length)).contains(key.number());
        assertThat(ProbeMessage.read(bytes, key)).contains(message);
        assertThat(ProbeMessage.read(bytes, new ProbeKey(other))).isEmpty();
    }

    @Test
    void a_changed_bit_anywhere_is_noticed() {
        var bytes = new ProbeMessage(ProbeMessage.Type.REQUEST, key.number(), 1, 0).write(key);
        for (var bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            var changed = bytes.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

            var read =
                    ProbeMessage.keyOf(changed, changed.length)
                            .filter(number -> number == key.number())
                            .flatMap(_ -> ProbeMessage.read(changed, key));

            assertThat(read).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void other_datagrams_have_no_key() {
        var random = new Random(1);
        for (var length = 0; length < 80; length++) {
            var bytes = new byte[Math.max(length, 41)];
            random.nextBytes(bytes);

            assertThat(ProbeMessage.keyOf(bytes, length)).isEmpty();
        }
        var long41 = new byte[41];
        System.arraycopy(
                new ProbeMessage(ProbeMessage.Type.REQUEST, 1, 1, 0).write(key), 0, long41, 0, 40);
        assertThat(ProbeMessage.keyOf(long41, 41)).isEmpty();
    }

    @Test
    void both_ends_of_a_lane_derive_the_same_key_and_it_depends_on_both() {
        var one = new byte[32];
        var two = new byte[32];
        two[31] = 1;

        assertThat(ProbeKey.agreed(one, two)).isEqualTo(ProbeKey.agreed(one, two)).hasSize(32);
        assertThat(ProbeKey.agreed(one, two)).isNotEqualTo(ProbeKey.agreed(two, one));
        assertThat(ProbeKey.agreed(one, two)).isNotEqualTo(ProbeKey.agreed(one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new ProbeKey(new byte[31]));
    }

    @Test
    void the_history_shows_each_request_once() {
        var history = new ProbeHistory();

        assertThat(history.received(1)).isEqualTo(0b1);
        assertThat(history.received(3)).isEqualTo(0b101);
        assertThat(history.received(3)).isZero();
        assertThat(history.received(2)).isEqualTo(0b11);
        assertThat(history.received(4)).isEqualTo(0b1111);
        assertThat(history.received(100)).isEqualTo(0b1);
        assertThat(history.received(4)).isZero();
        assertThat(history.received(0)).isZero();
        assertThat(history.received(-5)).isZero();
        assertThat(history.received(Integer.MAX_VALUE)).isEqualTo(0b1);
    }

    @Test
    void the_newest_keys_of_a_relay_are_kept() {
        var keys = new ProbeKeys();
        var first = key((byte) 1);
        keys.add("relay-1", first);
        for (byte number = 2; number < 10; number++) {
            keys.add("relay-1", key(number));
        }

        assertThat(keys.find(new ProbeKey(first).number())).isNull();
        assertThat(keys.find(new ProbeKey(key((byte) 9)).number())).isNotNull();
        assertThat(keys.newest("relay-2")).isNull();

        keys.retain(List.of());
        assertThat(keys.find(new ProbeKey(key((byte) 9)).number())).isNull();
        assertThat(keys.newest("relay-1")).isNull();
    }

    private static byte[] key(byte number) {
        var key = new byte[ProbeKey.BYTES];
        key[0] = number;
        return key;
    }
}
