package io.sixlane.provisioning.request;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The headers of every mutation, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class HeaderParameters {
    @Bean
    MutationParameter ifMatchParameter() {
        return MutationParameter.header(
                "If-Match",
                "The ETag of what the change was made for, or several; refused with 412 and the"
                        + " present one when it was changed since. Without it, or with *, whatever"
                        + " is there is changed.",
                schema -> {
                    schema.setMaxLength(IfMatch.LONGEST);
                    schema.setPattern("^\\s*(?:\\*|%s)\\s*$".formatted(IfMatch.TAGS));
                    schema.setExample("\"7\"");
                });
    }

    @Bean
    MutationParameter reasonParameter() {
        return MutationParameter.header(
                "X-Reason",
                "Why, for the log: each event of the change keeps it.",
                schema -> {
                    schema.setMaxLength(RequestHeaders.LONGEST_REASON);
                    schema.setExample("ticket 7");
                });
    }
}
