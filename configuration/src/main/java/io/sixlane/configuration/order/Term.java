package io.sixlane.configuration.order;

/**
 * How long a subscription runs: 1 to 9 months or 1 to 3 years (source: the hosted service's
 * PricingCycle).
 */
public record Term(Unit unit, int count) {
    /** Months or years. */
    public enum Unit {
        MONTH,
        YEAR
    }

    public Term {
        var most = unit == Unit.MONTH ? 9 : 3;
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    "term must be 1 to %s for %s, was %s".formatted(most, unit, count));
        }
    }

    /** Length in months. */
    public int months() {
        return unit == Unit.MONTH ? count : 12 * count;
    }
}
