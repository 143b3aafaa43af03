package io.sixlane.provisioning.worker;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** Distinguishes data that PostgreSQL never accepts from an outage. */
public final class StorageFailure {
    /**
     * Data exception, integrity violation, program limit exceeded: the fault of the data (source:
     * PostgreSQL documentation, appendix A, classes of error codes).
     */
    private static final Set<String> FAULTS_OF_DATA = Set.of("22", "23", "54");

    private StorageFailure() {}

    /** Whether storing the same data fails every time. */
    public static boolean isFaultOfData(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException) {
                return true;
            }
            if (cause instanceof R2dbcException refusal) {
                var state = refusal.getSqlState();
                return state != null
                        && state.length() == 5
                        && FAULTS_OF_DATA.contains(state.substring(0, 2));
            }
        }
        return false;
    }
}
