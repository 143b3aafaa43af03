package io.sixlane.relay.handover;

import io.sixlane.relay.udp.InheritedSession;
import java.io.IOException;
import java.util.List;

/**
 * Sessions in a letter between two processes: they are read, or refused by an {@link IOException}.
 */
public final class SessionListFuzz {
    private SessionListFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            var sessions = SessionList.read(input, List.of(3, 4), _ -> {});
            var written = SessionList.write(sessions);
            var descriptors = sessions.stream().map(InheritedSession::descriptor).toList();
            if (!SessionList.read(written, descriptors, _ -> {}).equals(sessions)) {
                throw new AssertionError("sessions differ: " + sessions);
            }
        } catch (IOException _) {
            // Refused.
        }
    }
}
