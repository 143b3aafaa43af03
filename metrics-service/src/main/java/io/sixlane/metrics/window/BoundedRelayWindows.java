package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Repository;

/**
 * Bounds the queries that run at once, so that long ones leave database connections to other
 * queries and to reports that arrive. Those of one account take fewer (setting {@code
 * sixlane.http.reads-of-account}).
 */
@Primary
@Repository
class BoundedRelayWindows implements RelayWindows {
    /**
     * Most queries at once: of the eight connections of the pool, reports, flows, roll-ups and
     * retention take one each.
     */
    static final int MOST_QUERIES = 4;

    private static final int PATIENCE_SECONDS = 3;

    private final JdbcRelayWindows windows;
    private final Semaphore queries = new Semaphore(MOST_QUERIES, true);

    BoundedRelayWindows(JdbcRelayWindows windows) {
        this.windows = windows;
    }

    @Override
    public void store(List<ReportedWindow> reported) {
        windows.store(reported);
    }

    /**
     * @throws DataAccessResourceFailureException when other queries leave no place within 3 s
     */
    @Override
    public void read(
            AcceleratorId id,
            String account,
            Instant from,
            Instant to,
            Duration step,
            Consumer<RelayWindow> reader) {
        bounded(
                () -> {
                    windows.read(id, account, from, to, step, reader);
                    return List.of();
                });
    }

    /**
     * @throws DataAccessResourceFailureException when other queries leave no place within 3 s
     */
    @Override
    public List<RegionUsage> usage(AcceleratorId id, String account, Instant from, Instant to) {
        return bounded(() -> windows.usage(id, account, from, to));
    }

    @Override
    public List<ReportedWindow> latest(AcceleratorId id, String account, Instant since) {
        return bounded(() -> windows.latest(id, account, since));
    }

    @Override
    public int forget(Instant now) {
        return windows.forget(now);
    }

    private <T> List<T> bounded(Supplier<List<T>> query) {
        try {
            if (!queries.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DataAccessResourceFailureException("too many queries at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("interrupted", e);
        }
        try {
            return query.get();
        } finally {
            queries.release();
        }
    }
}
