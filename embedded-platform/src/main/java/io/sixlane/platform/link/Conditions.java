package io.sixlane.platform.link;

import java.util.Locale;

/**
 * The behavior of one direction of a link. Written as optional words: {@code delay=75ms jitter=5ms
 * loss=1% burst=5 rate=100mbit queue=1000p} or {@code queue=1500000b}; {@code cut} loses everything
 * until {@code mended}.
 *
 * @param delayNanos from the end of a packet's transmission to its arrival
 * @param jitterNanos the delay varies by up to this much both ways; at most the delay
 * @param loss share of packets that are lost, 0 up to but not including 1
 * @param burst mean number of packets lost in a row; 1 loses each packet independently
 * @param bitsPerSecond of whole IP packets; 0 for no limit, and then no queue
 * @param queuePackets most packets waiting, the one in transmission included; 0 for no limit
 * @param queueBytes most bytes waiting, counted likewise; 0 for no limit
 */
record Conditions(
        long delayNanos,
        long jitterNanos,
        double loss,
        double burst,
        long bitsPerSecond,
        int queuePackets,
        long queueBytes,
        boolean cut) {

    /** No delay, loss or limit. */
    public static final Conditions CLEAR = new Conditions(0, 0, 0, 1, 0, 0, 0, false);

    private static final int MOST_PACKETS = 1 << 20;

    public Conditions {
        if (delayNanos < 0 || jitterNanos < 0 || jitterNanos > delayNanos) {
            throw new IllegalArgumentException("jitter must be 0 up to the delay");
        }
        if (!(loss >= 0 && loss < 1)) {
            throw new IllegalArgumentException("loss must be 0% up to but not including 100%");
        }
        // A good packet lies between two bursts, so a short burst cannot lose more than this.
        if (!(burst >= 1 && (burst == 1 || loss <= burst / (burst + 1)))) {
            throw new IllegalArgumentException(
                    "burst must be 1 or more, and long enough for the loss");
        }
        if (bitsPerSecond < 0
                || queueBytes < 0
                || queuePackets < 0
                || queuePackets > MOST_PACKETS) {
            throw new IllegalArgumentException("rate and queue must not be negative or huge");
        }
    }

    public static Conditions of(String text) {
        return CLEAR.changed(text);
    }

    /** These conditions with the changes in {@code words}. */
    public Conditions changed(String words) {
        var changed = this;
        for (var word : words.strip().split("\\s+", -1)) {
            changed = changed.word(word);
        }
        return changed;
    }

    private Conditions word(String word) {
        if (word.equals("cut") || word.equals("mended")) {
            return with(delayNanos, jitterNanos, loss, burst, bitsPerSecond, word.equals("cut"));
        }
        var at = word.indexOf('=');
        var value = word.substring(at + 1);
        return switch (word.substring(0, Math.max(at, 0))) {
            case "delay" -> with(nanos(value), jitterNanos, loss, burst, bitsPerSecond, cut);
            case "jitter" -> with(delayNanos, nanos(value), loss, burst, bitsPerSecond, cut);
            case "loss" ->
                    with(
                            delayNanos,
                            jitterNanos,
                            number(value, "%") / 100,
                            burst,
                            bitsPerSecond,
                            cut);
            case "burst" ->
                    with(delayNanos, jitterNanos, loss, number(value, ""), bitsPerSecond, cut);
            case "rate" ->
                    with(
                            delayNanos,
                            jitterNanos,
                            loss,
                            burst,
                            Math.round(number(value, "mbit") * 1e6),
                            cut);
            case "queue" -> queue(value);
            default -> throw new IllegalArgumentException("no such condition: " + word);
        };
    }

    private Conditions with(
            long delay, long jitter, double lost, double inARow, long rate, boolean isCut) {
        return new Conditions(delay, jitter, lost, inARow, rate, queuePackets, queueBytes, isCut);
    }

    private Conditions queue(String value) {
        var packets = value.endsWith("p") ? (int) number(value, "p") : 0;
        var bytes = value.endsWith("p") ? 0 : (long) number(value, "b");
        return new Conditions(
                delayNanos, jitterNanos, loss, burst, bitsPerSecond, packets, bytes, cut);
    }

    private static long nanos(String value) {
        return Math.round(number(value, "ms") * 1e6);
    }

    private static double number(String value, String unit) {
        if (!value.endsWith(unit)) {
            throw new IllegalArgumentException("%s must be in %s".formatted(value, unit));
        }
        try {
            return Double.parseDouble(value.substring(0, value.length() - unit.length()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(value + " is no number", e);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "delay=%sms jitter=%sms loss=%s%% burst=%s rate=%smbit queue=%s%s",
                delayNanos / 1e6,
                jitterNanos / 1e6,
                loss * 100,
                burst,
                bitsPerSecond / 1e6,
                queueBytes > 0 ? queueBytes + "b" : queuePackets + "p",
                cut ? " cut" : "");
    }
}
