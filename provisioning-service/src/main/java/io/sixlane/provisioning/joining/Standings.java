package io.sixlane.provisioning.joining;

import io.sixlane.configuration.fleet.JoinAnswer;
import io.sixlane.configuration.fleet.JoinAnswer.Link;
import io.sixlane.configuration.fleet.JoinAnswer.Standing;
import io.sixlane.provisioning.relaystatus.LivingRelays;
import io.sixlane.provisioning.route.LinkBoard;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How the control plane sees a relay: whether its heartbeats arrive, and the links it measured. */
@Component
class Standings {
    private final LivingRelays relays;
    private final LinkBoard links;

    Standings(LivingRelays relays, LinkBoard links) {
        this.relays = relays;
        this.links = links;
    }

    Mono<JoinAnswer> of(String relayId) {
        return relays.isAlive(relayId)
                .map(
                        alive ->
                                new Standing(
                                        relayId,
                                        alive,
                                        links.links(System.nanoTime()).stream()
                                                .filter(link -> link.relayId().equals(relayId))
                                                .map(
                                                        link ->
                                                                new Link(
                                                                        link.peerId(),
                                                                        link.peerRegion(),
                                                                        link.up(),
                                                                        link.p50Millis()))
                                                .toList()));
    }
}
