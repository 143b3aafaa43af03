package io.sixlane.provisioning.request;

import io.sixlane.http.document.MutationParameter;
import io.sixlane.http.request.Callers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The headers of every mutation, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class HeaderParameters {
    @Bean
    MutationParameter ifMatchParameter() {
        return MutationParameter.ifMatch();
    }

    @Bean
    MutationParameter ifNoneMatchParameter() {
        return MutationParameter.ifNoneMatch();
    }

    @Bean
    MutationParameter idempotencyKeyParameter() {
        return MutationParameter.idempotencyKey().where(_ -> true);
    }

    @Bean
    MutationParameter reasonParameter() {
        return MutationParameter.header(
                Callers.REASON,
                "The reason of the change, UTF-8, which each of its events keeps.",
                schema -> {
                    schema.setMaxLength(Callers.LONGEST_REASON);
                    schema.setExample("ticket 7");
                });
    }
}
