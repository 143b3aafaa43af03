package io.sixlane.metrics.intake;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Distinguishes data that PostgreSQL never accepts from an outage. */
final class StorageFailure {
    /**
     * Classes of the SQLSTATE that are the fault of the data: cardinality, data exception,
     * integrity violation, program limit exceeded (source: PostgreSQL documentation, appendix A).
     */
    private static final Set<String> FAULTS_OF_DATA = Set.of("21", "22", "23", "54");

    private StorageFailure() {}

    /** Whether storing the same data fails every time. */
    static boolean isFaultOfData(Throwable failure) {
        var ofDatabase = false;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && refusal.getSQLState() != null) {
                var state = refusal.getSQLState();
                return state.length() == 5 && FAULTS_OF_DATA.contains(state.substring(0, 2));
            }
            ofDatabase |=
                    cause instanceof SQLException
                            || cause instanceof DataAccessException
                            || cause instanceof TransactionException;
        }
        return !ofDatabase;
    }
}
