package io.sixlane.configuration.order;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How long a subscription runs: months or years, paid in advance, or without an end, charged by the
 * month (source: the hosted service's PricingCycle, PREPAY and POSTPAY). The catalog bounds the
 * terms that are sold.
 *
 * @param count of months or years; 0 without an end
 */
public record Term(Unit unit, int count) {
    public static final Term OPEN_ENDED = new Term(Unit.OPEN_ENDED, 0);

    /** More than any catalog sells. */
    public static final int MOST_MONTHS = 120;

    public static final int MOST_YEARS = 10;

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
            case MONTH -> MOST_MONTHS;
            case YEAR -> MOST_YEARS;
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
