package io.sixlane.provisioning.joining;

import io.sixlane.configuration.fleet.JoinToken;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenCreated;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenRevoked;
import io.sixlane.configuration.fleet.RelayEvent.JoinTokenUsed;
import io.sixlane.configuration.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token that relays join with.
 *
 * @param created null before it exists
 * @param usedBy ids of the relays that joined with it
 */
record TokenState(
        long revision, @Nullable JoinTokenCreated created, List<String> usedBy, boolean revoked) {
    static final TokenState NOTHING = new TokenState(0, null, List.of(), false);

    TokenState {
        usedBy = List.copyOf(usedBy);
    }

    boolean exists() {
        return created != null;
    }

    TokenState evolve(RecordedEvent recorded) {
        var at = recorded.revision();
        return switch (recorded.event()) {
            case JoinTokenCreated made -> new TokenState(at, made, usedBy, revoked);
            case JoinTokenRevoked _ -> new TokenState(at, created, usedBy, true);
            case JoinTokenUsed(_, var relay) -> {
                var all = new ArrayList<>(usedBy);
                all.add(relay);
                yield new TokenState(at, created, all, revoked);
            }
            default -> this;
        };
    }

    /** Why that relay may not join with it now; empty if it may. */
    Optional<String> refusal(String secret, String relayId, Instant now) {
        if (created == null || !created.secretHash().equals(JoinToken.secretHash(secret))) {
            return Optional.of("is not known");
        }
        if (usedBy.contains(relayId)) {
            return Optional.empty();
        }
        if (revoked) {
            return Optional.of("was revoked");
        }
        if (!now.isBefore(created.expiresAt())) {
            return Optional.of("expired at " + created.expiresAt());
        }
        return usedBy.size() >= created.uses()
                ? Optional.of("was used by " + String.join(", ", usedBy))
                : Optional.empty();
    }
}
