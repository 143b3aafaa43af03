package io.sixlane.metrics.window;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Retention of windows: by default until the end of the next month, when the last one is charged.
 *
 * @param retention age at which a window is forgotten, at least 1 h
 */
@ConfigurationProperties("sixlane.metrics.window")
record WindowProperties(@DefaultValue("62d") Duration retention) {
    WindowProperties {
        if (retention.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "sixlane.metrics.window.retention must be at least 1h, was " + retention);
        }
    }
}
