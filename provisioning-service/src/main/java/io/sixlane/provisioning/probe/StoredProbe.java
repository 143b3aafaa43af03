package io.sixlane.provisioning.probe;

import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbeSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measurement as it is kept.
 *
 * @param late whether the relay had its time and is not done
 */
record StoredProbe(
        AskedProbe request,
        ProbeSubject subject,
        Instant requestedAt,
        List<ProbeSample> samples,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        boolean late) {
    StoredProbe {
        samples = List.copyOf(samples);
    }
}
