package io.sixlane.provisioning.relaystatus;

import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import java.util.List;
import reactor.core.publisher.Mono;

/** Stores what relays measured. */
public interface ProbeIntake {
    /**
     * A measurement that is stored twice changes nothing, nor does one of a probe that is over or
     * that another relay was asked for.
     *
     * @param measured in the order of the topic
     */
    Mono<Void> save(List<ProbeMeasured> measured);
}
