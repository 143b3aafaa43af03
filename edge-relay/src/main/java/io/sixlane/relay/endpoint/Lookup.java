package io.sixlane.relay.endpoint;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds the addresses of a name. */
interface Lookup extends AutoCloseable {
    /**
     * @param ttl how long they are good for, as DNS says
     */
    record Answer(List<InetAddress> addresses, Duration ttl) {
        public Answer {
            addresses = List.copyOf(addresses);
        }
    }

    /** Fails when the name has no address or nobody answers; waits for nothing. */
    CompletionStage<Answer> find(String name);

    @Override
    default void close() {}
}
