package io.sixlane.provisioning.eventstream;

import io.sixlane.provisioning.eventstore.LogPosition;
import io.sixlane.provisioning.relaystatus.Fleet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Opens streams of everything that an account sees. */
@Component
class EventStreams {
    /** Proxies close connections that are silent for a minute. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

    private final LogTail tail;
    private final LogViewRepository log;
    private final AccountStates states;
    private final Fleet fleet;

    EventStreams(LogTail tail, LogViewRepository log, AccountStates states, Fleet fleet) {
        this.tail = tail;
        this.log = log;
        this.states = states;
        this.fleet = fleet;
    }

    /**
     * @param since the position of the last event that the client has; null for a new client
     */
    Flux<ServerSentEvent<StreamedEvent>> open(String account, @Nullable LogPosition since) {
        return Flux.defer(
                () -> {
                    var stream =
                            new AccountStream(
                                    account,
                                    since,
                                    log,
                                    tail.batches(),
                                    states.of(account),
                                    fleet.watch());
                    var signs = Flux.interval(SIGN_OF_LIFE).onBackpressureDrop();
                    return Flux.merge(stream.events(), signs.map(_ -> stream.sign()));
                });
    }
}
