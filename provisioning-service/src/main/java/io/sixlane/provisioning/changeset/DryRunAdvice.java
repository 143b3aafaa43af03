package io.sixlane.provisioning.changeset;

import io.sixlane.provisioning.eventstore.DryRunException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import reactor.core.publisher.Mono;

/** Answers every dry run, of whatever mutation: 200. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DryRunAdvice {
    private final DryRunForecast forecast;

    DryRunAdvice(DryRunForecast forecast) {
        this.forecast = forecast;
    }

    @ExceptionHandler
    Mono<DryRunAnswer> dryRun(DryRunException e) {
        return forecast.of(e.change());
    }
}
