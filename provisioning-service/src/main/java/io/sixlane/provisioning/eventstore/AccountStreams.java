package io.sixlane.provisioning.eventstore;

import java.util.Collection;
import reactor.core.publisher.Flux;

/** Finds the streams of an account. */
public interface AccountStreams {
    /**
     * Ids of streams that the account began, by id.
     *
     * @param prefix of the ids, with its dash, for example {@code gbwp-}
     * @param after the last one of the page before; empty for the first page
     * @param limit at most this many
     */
    Flux<String> page(String account, String prefix, String after, int limit);

    /** Ids of the streams of all accounts with this prefix, by id. */
    Flux<String> all(String prefix);

    /** The members of {@code streamIds} that the account began, in no order. */
    Flux<String> owned(String account, Collection<String> streamIds);
}
