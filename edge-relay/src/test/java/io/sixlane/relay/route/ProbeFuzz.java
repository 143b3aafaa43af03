package io.sixlane.relay.route;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A datagram at the port of probes: it is a probe of a key, or it names none. With a true tag, as a
 * relay that was broken into makes it, whatever it says costs a bounded window alone.
 */
public final class ProbeFuzz {
    private static final ProbeKey KEY = new ProbeKey(new byte[ProbeKey.BYTES]);
    private static final int SIGNED = ProbeMessage.BYTES - ProbeKey.TAG_BYTES;

    private ProbeFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (ProbeMessage.keyOf(input, input.length).isPresent()
                && ProbeMessage.read(input, KEY).isPresent()) {
            throw new AssertionError("a tag was guessed");
        }
        var history = new ProbeHistory();
        var window = new ProbeWindow();
        var now = 0L;
        for (var at = 0; at + SIGNED <= input.length; at += SIGNED) {
            var datagram = signed(Arrays.copyOfRange(input, at, at + SIGNED));
            if (ProbeMessage.keyOf(datagram, datagram.length).isEmpty()) {
                continue;
            }
            var probe = ProbeMessage.read(datagram, KEY).orElseThrow();
            if (!Arrays.equals(probe.write(KEY), datagram)) {
                throw new AssertionError(probe + " differs from what was read");
            }
            now += 1_000_000;
            take(probe, history, window, now);
        }
    }

    private static void take(
            ProbeMessage probe, ProbeHistory history, ProbeWindow window, long now) {
        switch (probe.type()) {
            case REQUEST -> {
                var answer = history.received(probe.sequence());
                var repeated = history.received(probe.sequence());
                if (answer != 0 && repeated != 0) {
                    throw new AssertionError(probe + " was answered twice");
                }
            }
            case ANSWER -> {
                window.sent(now);
                window.answered(probe.sequence(), probe.received(), now);
                window.quality().ifPresent(ProbeFuzz::check);
            }
        }
    }

    private static void check(LinkQuality quality) {
        if (!(quality.p50Millis() >= 0 && quality.p95Millis() >= quality.p50Millis())) {
            throw new AssertionError(quality);
        }
    }

    private static byte[] signed(byte[] fields) {
        return ByteBuffer.allocate(ProbeMessage.BYTES)
                .put(fields)
                .put(KEY.tag(fields, SIGNED))
                .array();
    }
}
