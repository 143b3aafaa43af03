package io.sixlane.metrics.flow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Retention of flow records: they name clients, so no longer than needed.
 *
 * @param retention since a connection ended; at least 1 h
 */
@ConfigurationProperties("sixlane.metrics.flow")
record FlowProperties(@DefaultValue("7d") Duration retention) {
    FlowProperties {
        if (retention.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "sixlane.metrics.flow.retention must be at least 1h, was " + retention);
        }
    }
}
