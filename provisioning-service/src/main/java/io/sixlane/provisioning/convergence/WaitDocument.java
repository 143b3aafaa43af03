package io.sixlane.provisioning.convergence;

import io.sixlane.http.document.MutationParameter;
import io.sixlane.http.request.Moments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link WaitParameter}, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class WaitDocument {
    @Bean
    MutationParameter waitParameter() {
        return MutationParameter.query(
                "wait",
                "The answer comes when every relay has the change, or after this time, 1s to 60s;"
                        + " its headers %s, %s and %s report the outcome."
                                .formatted(Waits.PROGRAMMED, Waits.LATE, Waits.DEAD),
                schema -> {
                    schema.setMaxLength(Moments.LONGEST_DURATION);
                    schema.setExample("30s");
                });
    }
}
