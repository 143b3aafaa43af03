package io.sixlane.configuration.order;

/** An amount in the smallest unit of its currency, never negative: 16500 USD is 165.00. */
public record Money(String currency, long minorUnits) {
    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("amount must not be negative, was " + minorUnits);
        }
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(currency, Math.addExact(minorUnits, other.minorUnits));
    }

    public Money times(long factor) {
        return new Money(currency, Math.multiplyExact(minorUnits, factor));
    }
}
