package io.sixlane.catalog.specification;

import io.sixlane.catalog.request.CodeForm;
import io.sixlane.catalog.request.RequestFields;
import io.sixlane.configuration.order.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator may change. A year without a price of its own costs ten months. */
record SpecificationChange(Money monthlyPrice, @Nullable Money givenYearlyPrice) {
    /** In minor units: ten thousand million USD. Sums of prices stay far from overflow. */
    private static final long MAX_PRICE = 1_000_000_000_000L;

    /** This installation's default, as in the migration. */
    private static final int MONTHS_PAID_A_YEAR = 10;

    private static final CodeForm CURRENCY = new CodeForm("currency", 3, "USD");

    /**
     * @param currency of the present price, which stays
     */
    static SpecificationChange read(RequestFields fields, String currency) {
        return new SpecificationChange(
                fields.object("monthlyPrice", price -> price(price, currency)),
                fields.optionalObject("yearlyPrice", price -> price(price, currency)));
    }

    private static Money price(RequestFields fields, String currency) {
        return new Money(
                fields.code("currency", CURRENCY, List.of(currency)),
                fields.integer("minorUnits", 0, MAX_PRICE));
    }

    Money yearlyPrice() {
        return givenYearlyPrice == null ? monthlyPrice.times(MONTHS_PAID_A_YEAR) : givenYearlyPrice;
    }
}
