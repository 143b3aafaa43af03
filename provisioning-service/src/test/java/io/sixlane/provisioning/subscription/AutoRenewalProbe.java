package io.sixlane.provisioning.subscription;

import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationContext;

/** Lets a running service look for accelerators to renew at a moment of the test's choice. */
public final class AutoRenewalProbe {
    private final AutoRenewal renewal;

    private AutoRenewalProbe(AutoRenewal renewal) {
        this.renewal = renewal;
    }

    public static AutoRenewalProbe in(ApplicationContext context) {
        return new AutoRenewalProbe(context.getBean(AutoRenewal.class));
    }

    public void lookAt(Instant now) {
        renewal.look(now).block(Duration.ofSeconds(30));
    }
}
