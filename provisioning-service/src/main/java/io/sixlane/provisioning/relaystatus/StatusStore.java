package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import io.sixlane.provisioning.worker.StorageFailure;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stores relay statuses. Sets aside a status that the database refuses, so that it delays no other;
 * an outage fails all.
 */
@Component
final class StatusStore {
    private final RelayProcessRepository processes;
    private final RelayStatusViewWriter statuses;
    private final EndpointHealthViewRepository healths;
    private final ProbeIntake probes;
    private final RefusedStatusRepository refused;

    StatusStore(
            RelayProcessRepository processes,
            RelayStatusViewWriter statuses,
            EndpointHealthViewRepository healths,
            ProbeIntake probes,
            RefusedStatusRepository refused) {
        this.processes = processes;
        this.statuses = statuses;
        this.healths = healths;
        this.probes = probes;
        this.refused = refused;
    }

    /**
     * A status that is stored twice changes nothing.
     *
     * @param messages in the order of the topic
     */
    Mono<Void> save(List<StatusMessage> messages) {
        return Mono.defer(() -> saveTogether(messages))
                .onErrorResume(
                        StorageFailure::isFaultOfData,
                        refusal -> saveInHalves(messages, (Exception) refusal));
    }

    private Mono<Void> saveTogether(List<StatusMessage> messages) {
        return processes
                .inOrder(messages)
                .flatMap(
                        ordered ->
                                statuses.save(ordered)
                                        .then(healths.save(ordered))
                                        .then(probes.save(measured(ordered))));
    }

    private static List<ProbeMeasured> measured(List<StatusMessage> messages) {
        return messages.stream()
                .map(StatusMessage::status)
                .filter(ProbeMeasured.class::isInstance)
                .map(ProbeMeasured.class::cast)
                .toList();
    }

    /** Finds one that is refused among n in about 2 log n more attempts. */
    private Mono<Void> saveInHalves(List<StatusMessage> messages, Exception refusal) {
        if (messages.size() == 1) {
            return refused.putAside(messages.getFirst().message(), refusal);
        }
        var half = messages.size() / 2;
        return save(messages.subList(0, half)).then(save(messages.subList(half, messages.size())));
    }
}
