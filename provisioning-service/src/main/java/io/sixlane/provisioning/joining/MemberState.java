package io.sixlane.provisioning.joining;

import io.sixlane.configuration.fleet.RelayEvent.RelayJoined;
import io.sixlane.configuration.fleet.RelayEvent.RelayLeft;
import io.sixlane.configuration.fleet.RelayEvent.RelayRotated;
import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relay that joined.
 *
 * @param pools CIDR, the addresses that it serves; empty for all of its region
 * @param signingKey base64 of X.509; null before it joined and after it left
 */
record MemberState(long revision, String region, List<String> pools, @Nullable String signingKey) {
    static final MemberState NOTHING = new MemberState(0, "", List.of(), null);

    MemberState {
        pools = List.copyOf(pools);
    }

    boolean isMember() {
        return signingKey != null;
    }

    MemberState evolve(RecordedEvent recorded) {
        var at = recorded.revision();
        return switch (recorded.event()) {
            case RelayJoined(_, var joined, var served, var key, _) ->
                    new MemberState(at, joined, served, key);
            case RelayRotated(_, var joined, var served, var key) ->
                    new MemberState(at, joined, served, key);
            case RelayLeft _ -> new MemberState(at, region, pools, null);
            default -> this;
        };
    }
}
