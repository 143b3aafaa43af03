package io.sixlane.http.problem;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Answers errors with problems in every service. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration")
class ProblemAutoConfiguration {
    @Bean
    ErrorWebExceptionHandler errorAnswers(List<ProblemSource> sources, JsonMapper json) {
        return new ErrorAnswers(sources, json);
    }

    @Bean
    RequestIds requestIds() {
        return new RequestIds();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    ProblemSource databaseErrors() {
        return new DatabaseErrors();
    }

    @Bean
    @Order
    ProblemSource frameworkErrors() {
        return new FrameworkErrors();
    }
}
