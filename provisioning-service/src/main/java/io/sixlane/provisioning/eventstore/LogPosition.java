package io.sixlane.provisioning.eventstore;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the order of publication: this row of the event table and all before it, by
 * transaction and then by position.
 *
 * @param xid the 64-bit id of the transaction, as text
 */
public record LogPosition(String xid, long position) {
    /** The position before the first event. */
    public static final LogPosition START = new LogPosition("0", 0);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,19})-([0-9]{1,18})");

    /** Reads what {@link #text} gave; empty for anything else. */
    public static Optional<LogPosition> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new LogPosition(parts.group(1), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** The position as one word. */
    public String text() {
        return xid + "-" + position;
    }

    public boolean isAfter(LogPosition other) {
        var byTransaction =
                Long.compareUnsigned(
                        Long.parseUnsignedLong(xid), Long.parseUnsignedLong(other.xid));
        return byTransaction > 0 || (byTransaction == 0 && position > other.position);
    }
}
