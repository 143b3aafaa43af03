package io.sixlane.metrics.window;

import io.sixlane.configuration.accelerator.AcceleratorId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Repository;

/**
 * Bounds the queries that run at once, so that long ones, or those of one account, leave database
 * connections to other accounts and to reports that arrive.
 */
@Primary
@Repository
class BoundedRelayWindows implements RelayWindows {
    /** Of the six connections of the pool; reports, flows and retention take one each. */
    static final int MOST_QUERIES = 3;

    static final int MOST_OF_AN_ACCOUNT = 2;

    private static final int PATIENCE_SECONDS = 3;

    private final JdbcRelayWindows windows;
    private final Semaphore queries = new Semaphore(MOST_QUERIES, true);
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    BoundedRelayWindows(JdbcRelayWindows windows) {
        this.windows = windows;
    }

    /**
     * @param callers that run or wait; the account is forgotten after the last one
     */
    private record Account(Semaphore queries, int callers) {
        private Account with(int more) {
            return new Account(queries, callers + more);
        }
    }

    @Override
    public void store(List<RelayWindow> reported) {
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
            Consumer<RelayWindow> reader) {
        bounded(
                account,
                () -> {
                    windows.read(id, account, from, to, reader);
                    return List.of();
                });
    }

    /**
     * @throws DataAccessResourceFailureException when other queries leave no place within 3 s
     */
    @Override
    public List<RegionUsage> usage(AcceleratorId id, String account, Instant from, Instant to) {
        return bounded(account, () -> windows.usage(id, account, from, to));
    }

    @Override
    public int removeBefore(Instant start) {
        return windows.removeBefore(start);
    }

    private <T> List<T> bounded(String account, Supplier<List<T>> query) {
        var own =
                accounts.merge(
                        account,
                        new Account(new Semaphore(MOST_OF_AN_ACCOUNT, true), 1),
                        (held, _) -> held.with(1));
        try {
            return within(own.queries(), () -> within(queries, query));
        } finally {
            accounts.computeIfPresent(
                    account, (_, held) -> held.callers() == 1 ? null : held.with(-1));
        }
    }

    private static <T> List<T> within(Semaphore places, Supplier<List<T>> query) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DataAccessResourceFailureException("too many queries at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("interrupted", e);
        }
        try {
            return query.get();
        } finally {
            places.release();
        }
    }
}
