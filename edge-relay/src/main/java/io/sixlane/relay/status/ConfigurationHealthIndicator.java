package io.sixlane.relay.status;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: up once an image is served, from wherever it came. */
@Component("configurationHealthIndicator")
final class ConfigurationHealthIndicator implements HealthIndicator {
    private final ServedImage image;

    ConfigurationHealthIndicator(ServedImage image) {
        this.image = image;
    }

    @Override
    public Health health() {
        var source = image.source();
        var health = source == ImageSource.NONE ? Health.outOfService() : Health.up();
        return health.withDetail("source", source.word()).build();
    }
}
