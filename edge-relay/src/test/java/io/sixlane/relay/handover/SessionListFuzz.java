package io.sixlane.relay.handover;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Sessions in a letter between two processes: they are read, or refused by an {@link IOException}.
 */
public final class SessionListFuzz {
    private SessionListFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            var sessions = SessionList.read(input, List.of(3, 4));
            var written = SessionList.write(sessions);
            if (!Arrays.equals(
                    written, SessionList.write(SessionList.read(written, List.of(3, 4))))) {
                throw new AssertionError("sessions differ: " + sessions);
            }
        } catch (IOException _) {
            // Refused.
        }
    }
}
