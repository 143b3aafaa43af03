package io.sixlane.relay.lane.datagram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.relay.lane.DatagramRefusal;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatagramKeysTest {
    private static final Frame.Data DATA = new Frame.Data(7, 1, "hello".getBytes(UTF_8));

    private final byte[] scratch = new byte[Sealer.MOST_BYTES];
    private final List<DatagramRefusal> refusals = new ArrayList<>();
    private long nanos = 1;
    private final DatagramKeys near = new DatagramKeys("near", refusals::add, () -> nanos);
    private final DatagramKeys far = new DatagramKeys("far", refusals::add, () -> nanos);

    private void agree(int with) {
        var agreed = new byte[32];
        agreed[0] = (byte) with;
        near.add("far", agreed);
        far.add("near", agreed);
    }

    private Sealer sealer() {
        return Objects.requireNonNull(near.sealer("far"));
    }

    private @Nullable Frame open(DatagramKeys keys, byte[] datagram) throws ProtocolException {
        var plain = new byte[1 << 16];
        var opened = keys.open(datagram, datagram.length, plain);
        return opened == null ? null : Frame.read(plain, opened.length());
    }

    @Test
    void the_other_relay_opens_what_was_sealed_once() throws Exception {
        agree(1);
        var sealed = sealer().seal(DATA, scratch);
        assertThat(new String(sealed, UTF_8)).doesNotContain("hello");
        var data = (Frame.Data) Objects.requireNonNull(open(far, sealed));
        assertThat(data.payload()).isEqualTo(DATA.payload());
        assertThat(data.session()).isEqualTo(7);
        assertThat(open(far, sealed)).isNull();
        assertThat(refusals).containsExactly(DatagramRefusal.REPLAYED);
    }

    @Test
    void a_datagram_that_is_sent_back_to_its_sender_is_forged() throws Exception {
        agree(1);
        assertThat(open(near, sealer().seal(DATA, scratch))).isNull();
        assertThat(refusals).containsExactly(DatagramRefusal.FORGED);
    }

    @Test
    void every_changed_or_missing_byte_is_refused() throws Exception {
        agree(1);
        var sealed = sealer().seal(DATA, scratch);
        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(open(far, changed)).isNull();
            assertThat(open(far, Arrays.copyOf(sealed, i))).isNull();
        }
        assertThat(refusals)
                .hasSize(2 * sealed.length)
                .containsOnly(
                        DatagramRefusal.MALFORMED,
                        DatagramRefusal.UNKNOWN_KEY,
                        DatagramRefusal.FORGED);
        assertThat(open(far, sealed)).isNotNull();
    }

    /** As after a restart: old datagrams cannot be repeated to the next process. */
    @Test
    void another_process_has_no_key() throws Exception {
        agree(1);
        var sealed = sealer().seal(DATA, scratch);
        var restarted = new DatagramKeys("far", refusals::add, () -> nanos);
        assertThat(open(restarted, sealed)).isNull();
        assertThat(refusals).containsExactly(DatagramRefusal.UNKNOWN_KEY);
    }

    @Test
    void a_key_that_is_used_outlives_a_flood_of_others() throws Exception {
        agree(1);
        var sealer = sealer();
        nanos++;
        assertThat(open(far, sealer.seal(DATA, scratch))).isNotNull();
        for (var i = 2; i < 100; i++) {
            nanos++;
            agree(i);
        }
        assertThat(open(far, sealer.seal(DATA, scratch))).isNotNull();
        assertThat(near.hasNewer(sealer.shared())).isTrue();
        assertThat(open(far, sealer().seal(DATA, scratch))).isNotNull();
    }

    @Test
    void a_key_ends_with_its_relay_and_after_two_hours() throws Exception {
        agree(1);
        var sealer = sealer();
        nanos += TimeUnit.HOURS.toNanos(2) + 1;
        assertThat(open(far, sealer.seal(DATA, scratch))).isNull();
        assertThat(near.sealer("far")).isNull();
        agree(2);
        assertThat(near.isOld(sealer.shared())).isFalse(); // the other side may lack the next one
        nanos += TimeUnit.MINUTES.toNanos(2);
        assertThat(near.isOld(sealer.shared())).isTrue();
        var next = sealer().seal(DATA, scratch);
        far.retain(Set.of("another"));
        assertThat(open(far, next)).isNull();
        assertThat(refusals)
                .containsExactly(DatagramRefusal.UNKNOWN_KEY, DatagramRefusal.UNKNOWN_KEY);
    }

    @Test
    void streams_of_one_key_share_no_nonce() {
        agree(1);
        var one = sealer().seal(DATA, scratch);
        var other = sealer().seal(DATA, scratch);
        assertThat(Arrays.copyOfRange(one, 9, 17)).isNotEqualTo(Arrays.copyOfRange(other, 9, 17));
        assertThat(Arrays.copyOfRange(one, DatagramHeader.BYTES, one.length))
                .isNotEqualTo(Arrays.copyOfRange(other, DatagramHeader.BYTES, other.length));
    }

    @Test
    void the_longest_frame_is_sealed_and_a_longer_one_is_not() throws Exception {
        agree(1);
        var most = new byte[Sealer.MOST_BYTES - Frame.DATA_HEADER];
        var sealed = sealer().seal(new Frame.Data(1, 1, most), scratch);
        assertThat(sealed).hasSize(65_507);
        assertThat(open(far, sealed)).isNotNull();
        var more = new Frame.Data(1, 1, new byte[most.length + 1]);
        assertThatThrownBy(() -> sealer().seal(more, scratch))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
