package io.sixlane.provisioning.relaystatus;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The relays that live and take new connections. */
public interface LivingRelays {
    /** The id of the one in the region with the fewest open connections; empty for none. */
    Mono<String> idlest(String region);

    /** Whether heartbeats of the relay arrive, also while it drains. */
    Mono<Boolean> isAlive(String relayId);

    /** The regions that have at least one, in the order of their codes. */
    Flux<String> regions();
}
