package io.sixlane.configuration.accelerator;

import java.time.Instant;

/** Forwarding is stopped until the reason is gone; the configuration stays. */
public record Suspension(Reason reason, Instant since) {
    /** The cause of a suspension. */
    public enum Reason {
        /** Its term and the days of grace are over. */
        EXPIRED
    }
}
