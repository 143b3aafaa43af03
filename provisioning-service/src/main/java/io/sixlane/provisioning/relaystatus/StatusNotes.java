package io.sixlane.provisioning.relaystatus;

import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * Notes what relays said. What cannot be noted, however often it is tried, is put aside, and the
 * rest goes on; an outage is an error for all.
 */
@Component
final class StatusNotes {
    /**
     * Data exception, integrity violation, program limit exceeded: the fault of what is said
     * (source: PostgreSQL documentation, appendix A, classes of error codes).
     */
    private static final Set<String> REFUSALS = Set.of("22", "23", "54");

    private final RelayProcessRepository processes;
    private final RelayStatusViewWriter statuses;
    private final EndpointHealthViewRepository healths;
    private final RefusedStatusRepository refused;

    StatusNotes(
            RelayProcessRepository processes,
            RelayStatusViewWriter statuses,
            EndpointHealthViewRepository healths,
            RefusedStatusRepository refused) {
        this.processes = processes;
        this.statuses = statuses;
        this.healths = healths;
        this.refused = refused;
    }

    /**
     * What is noted twice changes nothing.
     *
     * @param messages in the order of the topic
     */
    Mono<Void> save(List<StatusMessage> messages) {
        return Mono.defer(() -> saveTogether(messages))
                .onErrorResume(
                        StatusNotes::isRefusal,
                        refusal -> saveInHalves(messages, (Exception) refusal));
    }

    private Mono<Void> saveTogether(List<StatusMessage> messages) {
        return processes
                .inOrder(messages)
                .flatMap(ordered -> statuses.save(ordered).then(healths.save(ordered)));
    }

    /** Finds one that is refused among n in about 2 log n more attempts. */
    private Mono<Void> saveInHalves(List<StatusMessage> messages, Exception refusal) {
        if (messages.size() == 1) {
            return refused.putAside(messages.getFirst().message(), refusal);
        }
        var half = messages.size() / 2;
        return save(messages.subList(0, half)).then(save(messages.subList(half, messages.size())));
    }

    private static boolean isRefusal(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException) {
                return true;
            }
            if (cause instanceof R2dbcException said) {
                var state = said.getSqlState();
                return state != null
                        && state.length() == 5
                        && REFUSALS.contains(state.substring(0, 2));
            }
        }
        return false;
    }
}
