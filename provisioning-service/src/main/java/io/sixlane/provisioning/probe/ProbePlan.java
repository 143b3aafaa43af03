package io.sixlane.provisioning.probe;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbedTls;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfProbe.NotProbeable;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an accelerator that a measurement uses.
 *
 * @param clientRegion where the relay has to be
 * @param path null for TCP
 * @param tls null unless the protocol is HTTPS
 */
record ProbePlan(
        AcceleratorImage image,
        String clientRegion,
        AccelerationRegion place,
        Listener listener,
        EndpointGroup group,
        Endpoint endpoint,
        int port,
        @Nullable String path,
        @Nullable ProbedTls tls) {
    /**
     * Chooses what the request leaves open.
     *
     * @throws RejectedException if the accelerator lacks a part
     */
    static ProbePlan of(AcceleratorImage image, WantedProbe wanted) {
        if (!image.forwards()) {
            throw rejected("relays do not forward for the accelerator, which is suspended");
        }
        var first =
                image.regions().stream()
                        .findFirst()
                        .orElseThrow(() -> rejected("the accelerator has no acceleration region"));
        var clientRegion = Objects.requireNonNullElse(wanted.region(), first.region());
        var place =
                image.regions().stream()
                        .filter(region -> region.region().equals(clientRegion))
                        .findFirst()
                        .orElse(first);
        var listener =
                image.listeners().stream()
                        .filter(one -> one.protocol() == Protocol.TCP)
                        .filter(one -> isOrAbsent(wanted.listenerId(), one.id().text()))
                        .filter(one -> wanted.port() == null || one.occupies(wanted.port()))
                        .findFirst()
                        .orElseThrow(no("TCP listener like that"));
        var port =
                Objects.requireNonNullElseGet(
                        wanted.port(), () -> listener.ports().getFirst().from());
        for (var group : listener.endpointGroups()) {
            for (var endpoint : group.endpoints()) {
                if (wanted.endpointId() == null
                        ? endpoint.takesConnections()
                        : wanted.endpointId().equals(endpoint.id().text())) {
                    var path =
                            wanted.protocol() == ProbeProtocol.TCP
                                    ? null
                                    : Objects.requireNonNullElse(wanted.path(), "/");
                    return new ProbePlan(
                            image,
                            clientRegion,
                            place,
                            listener,
                            group,
                            endpoint,
                            port,
                            path,
                            wanted.tls());
                }
            }
        }
        throw no("endpoint like that behind listener " + listener.id()).get();
    }

    private static boolean isOrAbsent(@Nullable String wanted, String found) {
        return wanted == null || wanted.equals(found);
    }

    private static Supplier<RejectedException> no(String part) {
        return () -> rejected("the accelerator has no " + part);
    }

    private static RejectedException rejected(String what) {
        return new RejectedException(new NotProbeable(what));
    }

    AskedProbe request(String id, String relayId, Instant at) {
        return new AskedProbe(
                id,
                relayId,
                image.id(),
                image.revision(),
                place.region(),
                listener.id(),
                group.id(),
                endpoint.id(),
                port,
                path,
                tls,
                AskedProbe.MOST_ROUNDS,
                at);
    }

    ProbeSubject subject(String user) {
        var host = endpoint.address();
        return new ProbeSubject(
                clientRegion,
                group.region(),
                at(host, group.endpointPort(endpoint, port)),
                at(place.acceleratedIp(), port),
                user);
    }

    private static String at(String host, int port) {
        return (host.contains(":") ? "[" + host + "]:" : host + ":") + port;
    }
}
