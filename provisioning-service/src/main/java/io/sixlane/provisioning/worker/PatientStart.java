package io.sixlane.provisioning.worker;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Asks the database while the service starts, and waits for one that is slow or away. Blocks. */
public final class PatientStart {
    private static final Logger log = LoggerFactory.getLogger(PatientStart.class);

    /** Connection, resources, locks, operator (PostgreSQL, appendix A). */
    private static final List<String> OF_SERVER = List.of("08", "53", "55", "57");

    private static final RetryPolicy UNTIL_IT_ANSWERS =
            RetryPolicy.builder()
                    .predicate(PatientStart::mayPass)
                    .maxRetries(Long.MAX_VALUE)
                    .delay(Duration.ofMillis(500))
                    .multiplier(2)
                    .maxDelay(Duration.ofSeconds(5))
                    .build();

    private PatientStart() {}

    /** A question to the database. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /**
     * @throws SQLException that no repetition mends
     */
    public static <T> T ask(Question<T> question) throws SQLException {
        try {
            return new RetryTemplate(UNTIL_IT_ANSWERS).execute(question::ask);
        } catch (RetryException e) {
            switch (e.getCause()) {
                case SQLException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Without a state, no server answered. */
    private static boolean mayPass(Throwable failure) {
        if (!(failure instanceof SQLException refusal)) {
            return false;
        }
        var state = refusal.getSQLState();
        var passes = state == null || OF_SERVER.stream().anyMatch(state::startsWith);
        if (passes) {
            log.atWarn()
                    .addKeyValue("cause", failure.getMessage())
                    .log("PostgreSQL does not answer, the start waits for it");
        }
        return passes;
    }
}
