package io.sixlane.relay.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbedTls;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.health.Greeting;
import io.sixlane.relay.health.NamedHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a probe, found in the image of the accelerator by the ids of the request: a
 * request cannot name an address. The endpoint is subject to the policy for endpoints.
 */
record ProbeTargets(ProbeTarget direct, ProbeTarget accelerated) {
    private static final int RESOLVING_SECONDS = 5;

    /**
     * Resolves the endpoint; blocks.
     *
     * @throws UnmeasurableException if the accelerator has no such parts, or the endpoint no
     *     address that is allowed
     */
    static ProbeTargets of(
            @Nullable AcceleratorImage image, AskedProbe request, EndpointResolver resolver)
            throws UnmeasurableException, InterruptedException {
        if (image == null || image.revision() < request.revision()) {
            throw new UnmeasurableException(
                    "the relay has not applied revision %s yet".formatted(request.revision()));
        }
        var place =
                only(
                        image.regions().stream()
                                .filter(region -> region.region().equals(request.region())));
        var listener =
                only(
                        image.listeners().stream()
                                .filter(one -> one.id().equals(request.listenerId()))
                                .filter(one -> one.protocol() == Protocol.TCP)
                                .filter(one -> one.occupies(request.port())));
        var group =
                only(
                        listener.endpointGroups().stream()
                                .filter(one -> one.id().equals(request.endpointGroupId())));
        var endpoint =
                only(
                        group.endpoints().stream()
                                .filter(one -> one.id().equals(request.endpointId())));
        var port = group.endpointPort(endpoint, request.port());
        var host = host(group, endpoint, request.tls());
        var get = request(request.path(), host.header(port, request.tls() != null));
        var tls =
                request.tls() == null
                        ? null
                        : new ProbeTls(
                                host.certified(),
                                request.tls().verify() ? ProbeTls.trusting(null) : null);
        var greeting = Greeting.of(group.effectiveClientIp(), Protocol.TCP).bytes();
        return new ProbeTargets(
                new ProbeTarget(
                        new InetSocketAddress(resolved(endpoint.address(), port, resolver), port),
                        greeting,
                        tls,
                        get),
                new ProbeTarget(
                        new InetSocketAddress(
                                InetAddress.ofLiteral(place.acceleratedIp()), request.port()),
                        new byte[0],
                        tls,
                        get));
    }

    private static <T> T only(Stream<T> found) throws UnmeasurableException {
        return found.findFirst()
                .orElseThrow(() -> new UnmeasurableException("the accelerator changed meanwhile"));
    }

    private static InetAddress resolved(String address, int port, EndpointResolver resolver)
            throws UnmeasurableException, InterruptedException {
        try {
            return resolver.resolveAll(address, port)
                    .toCompletableFuture()
                    .get(RESOLVING_SECONDS, TimeUnit.SECONDS)
                    .getFirst();
        } catch (ExecutionException e) {
            throw new UnmeasurableException(
                    e.getCause() == null
                            ? "not resolved"
                            : String.valueOf(e.getCause().getMessage()));
        } catch (TimeoutException _) {
            throw new UnmeasurableException(address + " is not resolved");
        }
    }

    /** The same on both sides: that of the request, of the health check, or the endpoint's. */
    private static NamedHost host(
            EndpointGroup group, Endpoint endpoint, @Nullable ProbedTls wanted) {
        var name = wanted == null ? null : wanted.serverName();
        return name == null
                ? NamedHost.of(endpoint.address(), group.healthCheck())
                : new NamedHost(endpoint.address(), name);
    }

    private static byte[] request(@Nullable String path, String host) {
        if (path == null) {
            return new byte[0];
        }
        return String.join(
                        "\r\n",
                        "GET " + path + " HTTP/1.1",
                        "Host: " + host,
                        "User-Agent: sixlane-probe",
                        "Accept: */*",
                        "Connection: close",
                        "",
                        "")
                .getBytes(US_ASCII);
    }
}
