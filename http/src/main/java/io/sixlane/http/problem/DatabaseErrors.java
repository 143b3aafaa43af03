package io.sixlane.http.problem;

import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Errors of a database that pass: away, overloaded, restarting, or a conflict of transactions. */
final class DatabaseErrors implements ProblemSource {
    private static final Logger log = LoggerFactory.getLogger(DatabaseErrors.class);

    /** Causes looked through; a chain can be a circle. */
    private static final int DEEPEST = 20;

    @Override
    public Optional<Problem> of(Throwable error) {
        if (!passes(error)) {
            return Optional.empty();
        }
        log.atError().addKeyValue("cause", error.getMessage()).log("database unavailable");
        return Optional.of(
                Problem.of(
                        ProblemType.DATABASE_UNAVAILABLE,
                        "The database does not answer; repeat the request in a moment"));
    }

    private static boolean passes(Throwable error) {
        return causes(error)
                .anyMatch(
                        cause ->
                                switch (cause) {
                                    case DataAccessResourceFailureException _,
                                            TransientDataAccessException _,
                                            RecoverableDataAccessException _,
                                            CannotCreateTransactionException _ ->
                                            true;
                                    case R2dbcException e -> passes(e.getSqlState());
                                    case SQLException e -> passes(e.getSQLState());
                                    default -> false;
                                });
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
    }

    /**
     * Whether the error is transient, by the class of its SQLSTATE (PostgreSQL, appendix A):
     * connection, transaction rollback, insufficient resources, operator intervention.
     */
    private static boolean passes(@Nullable String sqlState) {
        return sqlState != null && Stream.of("08", "40", "53", "57").anyMatch(sqlState::startsWith);
    }
}
