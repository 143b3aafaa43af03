package io.sixlane.provisioning.probe;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbeSample.Side;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A measurement.
 *
 * @param state WAITING until the relay begins, RUNNING, then FINISHED or FAILED; PLANNED for a dry
 *     run
 * @param clientRegion where the relay is that measured
 * @param port of the listener
 * @param serverName that TLS names and the certificate must have; null for the host of the health
 *     check or the endpoint
 * @param verifyCertificate whether a certificate must be trusted; null without TLS
 * @param rounds each connects to both sides once
 * @param failure why it did not finish, in words; null otherwise
 * @param direct from the relay to the endpoint: before
 * @param accelerated from the relay to the accelerated address: after
 * @param samples of all rounds so far, in their order
 */
record ProbeView(
        String id,
        State state,
        AcceleratorId acceleratorId,
        ListenerId listenerId,
        EndpointGroupId endpointGroupId,
        EndpointId endpointId,
        String clientRegion,
        String endpointRegion,
        String relayId,
        int port,
        ProbeProtocol protocol,
        @Nullable String path,
        @Nullable String serverName,
        @Nullable Boolean verifyCertificate,
        int rounds,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        SideView direct,
        SideView accelerated,
        List<ProbeSample> samples) {
    /** How far it is. */
    enum State {
        PLANNED,
        WAITING,
        RUNNING,
        FINISHED,
        FAILED
    }

    /**
     * One side.
     *
     * @param address with its port
     * @param measured connections without a failure
     * @param failed connections with one
     * @param connectMicros curl's time_connect; null before one is measured
     * @param tlsMicros curl's time_appconnect; null without TLS, too
     * @param firstByteMicros curl's time_starttransfer; null for TCP, too
     * @param totalMicros curl's time_total
     */
    record SideView(
            String address,
            int measured,
            int failed,
            @Nullable Spread connectMicros,
            @Nullable Spread tlsMicros,
            @Nullable Spread firstByteMicros,
            @Nullable Spread totalMicros) {}

    /** In microseconds. */
    record Spread(long least, long median, long most) {
        static @Nullable Spread of(
                List<ProbeSample> samples, Function<ProbeSample, @Nullable Long> time) {
            var sorted =
                    samples.stream()
                            .map(time)
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .sorted()
                            .toList();
            return sorted.isEmpty()
                    ? null
                    : new Spread(sorted.getFirst(), median(sorted), sorted.getLast());
        }

        private static long median(List<Long> sorted) {
            var upper = sorted.get(sorted.size() / 2);
            var lower = sorted.get((sorted.size() - 1) / 2);
            return (lower + upper) / 2;
        }
    }

    static ProbeView of(StoredProbe stored) {
        var request = stored.request();
        var subject = stored.subject();
        return new ProbeView(
                request.id(),
                state(stored),
                request.acceleratorId(),
                request.listenerId(),
                request.endpointGroupId(),
                request.endpointId(),
                subject.clientRegion(),
                subject.endpointRegion(),
                request.relayId(),
                request.port(),
                protocol(request),
                request.path(),
                request.tls() == null ? null : request.tls().serverName(),
                request.tls() == null ? null : request.tls().verify(),
                request.rounds(),
                subject.user(),
                stored.requestedAt(),
                stored.finishedAt(),
                failure(stored),
                side(stored, Side.DIRECT, subject.endpoint()),
                side(stored, Side.ACCELERATED, subject.acceleratedAddress()),
                stored.samples());
    }

    ProbeView planned() {
        return new ProbeView(
                id,
                State.PLANNED,
                acceleratorId,
                listenerId,
                endpointGroupId,
                endpointId,
                clientRegion,
                endpointRegion,
                relayId,
                port,
                protocol,
                path,
                serverName,
                verifyCertificate,
                rounds,
                requestedBy,
                requestedAt,
                null,
                null,
                direct,
                accelerated,
                samples);
    }

    private static ProbeProtocol protocol(AskedProbe request) {
        if (request.tls() != null) {
            return ProbeProtocol.HTTPS;
        }
        return request.path() == null ? ProbeProtocol.TCP : ProbeProtocol.HTTP;
    }

    private static State state(StoredProbe stored) {
        if (stored.finishedAt() != null) {
            return stored.failure() == null ? State.FINISHED : State.FAILED;
        }
        if (stored.late()) {
            return State.FAILED;
        }
        return stored.samples().isEmpty() ? State.WAITING : State.RUNNING;
    }

    private static @Nullable String failure(StoredProbe stored) {
        return stored.finishedAt() == null && stored.late()
                ? "relay %s did not answer in time".formatted(stored.request().relayId())
                : stored.failure();
    }

    private static SideView side(StoredProbe stored, Side side, String address) {
        var all = stored.samples().stream().filter(sample -> sample.side() == side).toList();
        var good = all.stream().filter(sample -> sample.failure() == null).toList();
        return new SideView(
                address,
                good.size(),
                all.size() - good.size(),
                Spread.of(good, ProbeSample::connectMicros),
                Spread.of(good, ProbeSample::tlsMicros),
                Spread.of(good, ProbeSample::firstByteMicros),
                Spread.of(good, ProbeSample::totalMicros));
    }
}
