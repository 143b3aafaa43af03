package io.sixlane.catalog.specification;

import io.sixlane.catalog.problem.NotInCatalogException;
import io.sixlane.catalog.problem.RequestFields;
import io.sixlane.configuration.catalog.CatalogEntry.SpecificationEntry;
import io.sixlane.configuration.order.Money;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /v1/specifications}. */
@RestController
class SpecificationController {
    /** In minor units: ten thousand million USD. Sums of prices stay far from overflow. */
    private static final long MAX_PRICE = 1_000_000_000_000L;

    /** This installation's default; V0003 says the same. */
    private static final int MONTHS_PAID_A_YEAR = 10;

    private final SpecificationRepository specifications;

    SpecificationController(SpecificationRepository specifications) {
        this.specifications = specifications;
    }

    /** Every specification, smallest first. */
    record Specifications(List<SpecificationEntry> items) {}

    /** What an operator may change. A year without a price of its own costs ten months. */
    record SpecificationChange(Money monthlyPrice, @Nullable Money yearlyPrice) {}

    @GetMapping(path = "/v1/specifications", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Specifications> specifications() {
        return specifications.all().collectList().map(Specifications::new);
    }

    /** For operators. The changed entry is published within about a second. */
    @PatchMapping(
            path = "/v1/specifications/{code}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = SpecificationChange.class)))
    Mono<SpecificationEntry> change(
            @PathVariable String code, @RequestBody(required = false) byte @Nullable [] body) {
        return specifications
                .find(code)
                .switchIfEmpty(Mono.error(() -> unknown(code)))
                .map(present -> change(RequestFields.of(body), present.monthlyPrice().currency()))
                .flatMap(
                        prices ->
                                specifications.setPrices(
                                        code, prices.monthlyPrice(), yearly(prices)))
                .switchIfEmpty(Mono.error(() -> unknown(code)));
    }

    private static SpecificationChange change(RequestFields fields, String currency) {
        var change =
                new SpecificationChange(
                        price(fields.object("monthlyPrice"), currency),
                        fields.has("yearlyPrice")
                                ? price(fields.object("yearlyPrice"), currency)
                                : null);
        fields.check();
        return change;
    }

    private static Money price(RequestFields fields, String currency) {
        return new Money(
                fields.choice("currency", List.of(currency)),
                fields.integer("minorUnits", 0, MAX_PRICE));
    }

    private static Money yearly(SpecificationChange prices) {
        return prices.yearlyPrice() == null
                ? prices.monthlyPrice().times(MONTHS_PAID_A_YEAR)
                : prices.yearlyPrice();
    }

    private static NotInCatalogException unknown(String code) {
        return new NotInCatalogException(
                "There is no specification %s; GET /v1/specifications lists them".formatted(code));
    }
}
