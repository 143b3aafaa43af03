package io.sixlane.provisioning.changeset;

import io.sixlane.http.document.MutationParameter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link ChangeParameters}, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class ChangeParameterDocument {
    private static final String ACCELERATOR = "/v1/accelerators/{id}";

    /** Of accelerators, and leaves for good what it changes: what was bought, and what was kept. */
    private static final Set<String> STAYS =
            Set.of(
                    "DELETE " + ACCELERATOR,
                    "PUT " + ACCELERATOR + "/bandwidth-plans/{planId}",
                    "DELETE " + ACCELERATOR + "/bandwidth-plans/{planId}",
                    "PUT " + ACCELERATOR + "/bandwidth-plans/{planId}/replacement/{replacementId}",
                    "POST " + ACCELERATOR + "/renewals",
                    "POST " + ACCELERATOR + "/confirm");

    @Bean
    MutationParameter dryRunParameter() {
        return MutationParameter.query(
                "dryRun",
                "true: nothing is written, and the answer says what would be.",
                schema -> {
                    schema.setTypes(new LinkedHashSet<>(List.of("boolean")));
                    schema.setDefault(false);
                });
    }

    @Bean
    MutationParameter confirmWithinParameter() {
        return MutationParameter.query(
                        "confirmWithin",
                        "The change takes itself back unless POST %s/confirm keeps it within this"
                                        .formatted(ACCELERATOR)
                                + " time: 1s to 24h, like 5m or PT5M, in seconds without a unit.",
                        schema -> schema.setExample("5m"))
                .where(ChangeParameterDocument::canTakeItselfBack);
    }

    private static boolean canTakeItselfBack(String mutation) {
        var path = mutation.substring(mutation.indexOf(' ') + 1);
        return (path.equals(ACCELERATOR) || path.startsWith(ACCELERATOR + "/"))
                && !STAYS.contains(mutation);
    }
}
