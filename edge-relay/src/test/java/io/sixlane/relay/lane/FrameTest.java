package io.sixlane.relay.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.forward.ConnectFailure;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    static final Open OPEN =
            new Open(
                    new CarriedFlow(
                            new UUID(7, -8),
                            "ga-1",
                            6,
                            "lsr-1",
                            65_499,
                            "epg-1",
                            "ep-1",
                            12_500_000),
                    new InetSocketAddress("2001:db8::7", 50_123),
                    new InetSocketAddress("192.0.2.1", 443),
                    "PROXY TCP6".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    "relay-us-west-1-1");
    static final Opened OPENED =
            new Opened(
                    new InetSocketAddress("192.0.2.9", 40_000),
                    new InetSocketAddress("2001:db8::80", 80),
                    131_072);

    @ParameterizedTest
    @EnumSource
    void a_header_reads_as_it_was_written(FrameType type) throws Exception {
        var header = new FrameHeader(type, 0xfffe, type.mostBytes());
        assertThat(FrameHeader.read(header.bits())).isEqualTo(header);
        assertThatThrownBy(
                        () ->
                                FrameHeader.read(
                                        new FrameHeader(type, 1, type.mostBytes() + 1).bits()))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void flags_of_a_later_version_change_nothing() throws Exception {
        var header = new FrameHeader(FrameType.DATA, 9, 1000);
        assertThat(FrameHeader.read(header.bits() | 0xffL << 48)).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(longs = {11L << 56, 0xffL << 56, 0x80000000L, 0xffffffffL, -1})
    void invalid_headers_are_refused(long bits) {
        assertThatThrownBy(() -> FrameHeader.read(bits)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void messages_read_as_they_were_written() throws Exception {
        assertThat(Open.read(OPEN.write())).usingRecursiveComparison().isEqualTo(OPEN);
        assertThat(Opened.read(OPENED.write())).isEqualTo(OPENED);
        var none = new Opened(null, null, 0);
        assertThat(Opened.read(none.write())).isEqualTo(none);
        var warmth = new Warmth(2 << 20, 120_000);
        assertThat(Warmth.read(warmth.write())).isEqualTo(warmth);
    }

    @Test
    void fields_of_a_later_version_are_skipped() throws Exception {
        var later = new ByteArrayOutputStream();
        later.writeBytes(new Fields.Writer().text(200, "later").message());
        later.writeBytes(OPENED.write());
        assertThat(Opened.read(later.toByteArray())).isEqualTo(OPENED);
    }

    @Test
    void a_message_that_is_cut_off_is_refused() {
        var whole = OPEN.write();
        for (var length = 1; length < 20; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Open.read(cut)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void an_open_that_no_frame_holds_is_refused() {
        var open = new Open(OPEN.flow(), null, null, new byte[5_000], "");
        assertThatThrownBy(open::write).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_reads_as_it_was_written(Refusal refusal) {
        assertThat(Refusal.read(refusal.write())).isEqualTo(refusal);
    }

    @ParameterizedTest
    @EnumSource
    void failures_of_endpoints_keep_their_cause_and_others_allow_another_way(
            ConnectFailure failure) {
        assertThat(Refusal.of(failure).failure())
                .isEqualTo(failure == ConnectFailure.EXHAUSTED ? null : failure);
    }

    @Test
    void a_refusal_of_a_later_version_allows_another_way() {
        assertThat(Refusal.read(new byte[] {99}).failure()).isNull();
        assertThat(Refusal.read(new byte[0]).failure()).isNull();
    }
}
