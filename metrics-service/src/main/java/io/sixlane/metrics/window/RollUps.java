package io.sixlane.metrics.window;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Rolls windows up as they become due, beside other instances that do the same. Those that wait
 * while the database is away are rolled up later; finer windows answer until then.
 */
@Component
class RollUps {
    private static final Logger LOG = LoggerFactory.getLogger(RollUps.class);

    private final RolledWindows windows;
    private final InstantSource time;
    private boolean failing;

    RollUps(RolledWindows windows, InstantSource time) {
        this.windows = windows;
        this.time = time;
    }

    @Scheduled(initialDelay = 2_000, fixedDelay = 2_000)
    void run() {
        try {
            for (var level : Level.values()) {
                run(level);
            }
            failing = false;
        } catch (DataAccessException | TransactionException e) {
            if (!failing) {
                LOG.atWarn().setCause(e).log("windows cannot be rolled up, will retry");
            }
            failing = true;
        }
    }

    private void run(Level level) {
        int rolledUp;
        do {
            rolledUp = windows.rollUp(level, time.instant());
        } while (rolledUp == RolledWindows.TOGETHER);
    }
}
