package io.sixlane.provisioning.eventstore;

import io.sixlane.configuration.log.RecordedEvent;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Hears of every append of one request: stands in the Reactor context of the request under this
 * class.
 */
public interface AppendObserver {
    /**
     * @param committed false while a transaction around the append is still open: waiting would
     *     then wait for itself
     * @return completes when the append may be answered
     */
    Mono<Void> appended(List<RecordedEvent> recorded, boolean committed);
}
