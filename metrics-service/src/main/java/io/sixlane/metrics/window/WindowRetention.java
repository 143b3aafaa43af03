package io.sixlane.metrics.window;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets windows that are past their retention, once an hour. */
@Component
class WindowRetention {
    private static final Logger LOG = LoggerFactory.getLogger(WindowRetention.class);

    private final RelayWindows windows;
    private final InstantSource time;

    WindowRetention(RelayWindows windows, InstantSource time) {
        this.windows = windows;
        this.time = time;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        var removed = windows.forget(time.instant());
        if (removed > 0) {
            LOG.atInfo()
                    .addKeyValue("windows", removed)
                    .log("windows past their retention removed");
        }
    }
}
