package io.sixlane.catalog.specification;

import io.sixlane.configuration.order.Money;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that an operator may change. A year without a price of its own costs ten months. */
record SpecificationChange(Money monthlyPrice, @Nullable Money givenYearlyPrice) {
    /** In minor units: ten thousand million USD. Sums of prices stay far from overflow. */
    private static final long MAX_PRICE = 1_000_000_000_000L;

    /** This installation's default, as in the migration. */
    private static final int MONTHS_PAID_A_YEAR = 10;

    private static final TextForm CURRENCY = TextForm.known("currency", 3, "USD");

    /**
     * @param currency of the present price, which stays
     */
    static SpecificationChange read(JsonFields fields, String currency) {
        return new SpecificationChange(
                fields.object("monthlyPrice", price -> price(price, currency)),
                fields.optionalObject("yearlyPrice", price -> price(price, currency)));
    }

    private static Money price(JsonFields fields, String currency) {
        return new Money(
                fields.known("currency", CURRENCY, List.of(currency)),
                fields.longInteger("minorUnits", 0, MAX_PRICE));
    }

    Money yearlyPrice() {
        return givenYearlyPrice == null ? monthlyPrice.times(MONTHS_PAID_A_YEAR) : givenYearlyPrice;
    }
}
