package io.sixlane.configuration.order;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How long a subscription runs: 1 to 9 months or 1 to 3 years, paid in advance, or without an end,
 * charged by the month (source: the hosted service's PricingCycle, PREPAY and POSTPAY).
 *
 * @param count of months or years; 0 without an end
 */
public record Term(Unit unit, int count) {
    public static final Term OPEN_ENDED = new Term(Unit.OPEN_ENDED, 0);

    /** The unit of a term. */
    public enum Unit {
        MONTH,
        YEAR,
        /** Nothing: there is no end. */
        OPEN_ENDED
    }

    public Term {
        var least = unit == Unit.OPEN_ENDED ? 0 : 1;
        var most = most(unit);
        if (count < least || count > most) {
            throw new IllegalArgumentException(
                    "term must be %s to %s for %s, was %s".formatted(least, most, unit, count));
        }
    }

    private static int most(Unit unit) {
        return switch (unit) {
            case MONTH -> 9;
            case YEAR -> 3;
            case OPEN_ENDED -> 0;
        };
    }

    @JsonIgnore
    public boolean isOpenEnded() {
        return unit == Unit.OPEN_ENDED;
    }

    /** Length in months; 0 without an end. */
    public int months() {
        return unit == Unit.YEAR ? 12 * count : count;
    }
}
