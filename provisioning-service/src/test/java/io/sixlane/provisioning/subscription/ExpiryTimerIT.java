package io.sixlane.provisioning.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A running service whose own timer checks the ends of terms. */
class ExpiryTimerIT {
    private static final AcceleratorId OVER = new AcceleratorId("ga-1");
    private static final AcceleratorId IN_GRACE = new AcceleratorId("ga-2");

    @Test
    void suspends_what_is_past_its_grace_and_warns_of_what_is_in_it() {
        try (var application =
                new RunningApplication(
                        TestPlatform.kafka(), "--SIXLANE_EXPIRY_CHECK_EVERY=100ms")) {
            ExpiryIT.create(application, OVER, Instant.now().minus(Duration.ofDays(8)));
            ExpiryIT.create(application, IN_GRACE, Instant.now().minus(Duration.ofDays(6)));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !ExpiryIT.forwards(application, OVER));
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    application
                                            .get("/actuator/prometheus")
                                            .body()
                                            .lines()
                                            .anyMatch(ExpiryTimerIT::isWarning));
            assertThat(ExpiryIT.forwards(application, IN_GRACE)).isTrue();
        }
    }

    private static boolean isWarning(String line) {
        return line.startsWith("sixlane_subscription_warnings_total") && line.contains("IN_GRACE");
    }
}
