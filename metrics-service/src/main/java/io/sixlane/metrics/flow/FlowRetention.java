package io.sixlane.metrics.flow;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets flow records that are past their retention, every ten minutes. */
@Component
class FlowRetention {
    private static final Logger LOG = LoggerFactory.getLogger(FlowRetention.class);

    private final FlowTable table;
    private final FlowProperties properties;
    private final InstantSource time;

    FlowRetention(FlowTable table, FlowProperties properties, InstantSource time) {
        this.table = table;
        this.properties = properties;
        this.time = time;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forget() {
        var removed = table.removeBefore(time.instant().minus(properties.retention()));
        if (removed > 0) {
            LOG.atInfo().addKeyValue("flows", removed).log("flows past their retention removed");
        }
    }
}
