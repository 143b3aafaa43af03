package io.sixlane.relay.endpoint;

import io.sixlane.configuration.address.IpFamily;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds the addresses of a name. */
interface Lookup extends AutoCloseable {
    /** The answer of the name servers about one family of a name. */
    sealed interface Answer {
        /**
         * @param addresses empty if the name has none of the family
         * @param ttl how long that is good for, the least of all records that lead to it
         */
        record Found(List<InetAddress> addresses, Duration ttl) implements Answer {
            public Found {
                addresses = List.copyOf(addresses);
            }
        }

        /** No name server answered, so the name may or may not exist. */
        record Unanswered(String cause) implements Answer {}
    }

    /** The addresses of the hosts file; empty if the name is not in it. Waits for nothing. */
    List<InetAddress> inHostsFile(String name);

    /** Never fails and never blocks. */
    CompletionStage<Answer> find(String name, IpFamily family);

    @Override
    default void close() {}
}
