package io.sixlane.provisioning.probe;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.AcceleratorNotFound;
import io.sixlane.provisioning.decision.Rejection.OfProbe.NoRelayInRegion;
import io.sixlane.provisioning.decision.Rejection.OfProbe.ProbeNotFound;
import io.sixlane.provisioning.decision.Rejection.OfProbe.ProbeNotSent;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import io.sixlane.provisioning.relaystatus.LivingRelays;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.Identifiers;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks relays to measure, and finds what they measured. */
@Service
class Probes {
    private static final Logger log = LoggerFactory.getLogger(Probes.class);

    private final AcceleratorViews accelerators;
    private final LivingRelays relays;
    private final ProbeRepository probes;
    private final ProbePublisher publisher;
    private final Clock clock;
    private final Identifiers ids = new Identifiers();

    Probes(
            AcceleratorViews accelerators,
            LivingRelays relays,
            ProbeRepository probes,
            ProbePublisher publisher,
            Clock clock) {
        this.accelerators = accelerators;
        this.relays = relays;
        this.probes = probes;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Ends when the request is with Kafka; a dry run ends before anything is kept. */
    Mono<ProbeView> begin(WantedProbe wanted, ChangeOptions options) {
        options.precondition().check(0);
        return accelerator(new AcceleratorId(wanted.acceleratorId()), options.account())
                .map(image -> ProbePlan.of(image, wanted))
                .flatMap(
                        plan ->
                                relay(plan.clientRegion())
                                        .flatMap(relay -> begin(plan, relay, options)));
    }

    private Mono<ProbeView> begin(ProbePlan plan, String relay, ChangeOptions options) {
        var now = clock.instant();
        var request = plan.request(ids.next("prb-"), relay, now);
        var subject = plan.subject(options.actor().user());
        if (options.dryRun()) {
            var planned = new StoredProbe(request, subject, now, List.of(), null, null, false);
            return Mono.just(ProbeView.of(planned).planned());
        }
        return probes.add(options.account(), request, subject)
                .flatMap(added -> send(request).thenReturn(ProbeView.of(added)));
    }

    private Mono<Void> send(AskedProbe request) {
        return publisher
                .send(request)
                .onErrorResume(
                        cause -> {
                            log.atWarn()
                                    .addKeyValue("relay", request.relayId())
                                    .addKeyValue("cause", cause.toString())
                                    .log("probe not sent");
                            return probes.failed(request.id(), "Kafka did not take the request")
                                    .then(
                                            Mono.error(
                                                    () ->
                                                            new RejectedException(
                                                                    new ProbeNotSent())));
                        });
    }

    private Mono<String> relay(String region) {
        return relays.idlest(region)
                .switchIfEmpty(
                        Mono.defer(() -> relays.regions().collectList())
                                .flatMap(
                                        regions ->
                                                Mono.error(
                                                        () ->
                                                                new RejectedException(
                                                                        new NoRelayInRegion(
                                                                                region,
                                                                                regions)))));
    }

    Mono<ProbeView> find(String id, String account) {
        return probes.find(id, account)
                .map(ProbeView::of)
                .switchIfEmpty(Mono.error(() -> new RejectedException(new ProbeNotFound(id))));
    }

    Flux<ProbeView> of(AcceleratorId id, String account) {
        return accelerator(id, account)
                .flatMapMany(image -> probes.of(image.id(), account))
                .map(ProbeView::of);
    }

    private Mono<AcceleratorImage> accelerator(AcceleratorId id, String account) {
        return accelerators
                .find(id)
                .filter(image -> image.account().equals(account))
                .switchIfEmpty(
                        Mono.error(
                                () -> new RejectedException(new AcceleratorNotFound(id.text()))));
    }
}
