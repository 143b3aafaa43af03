package io.sixlane.configuration.relay;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A report of a relay about itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface RelayStatus {
    String relayId();

    Instant at();

    /**
     * Published every few seconds.
     *
     * @param incarnation when this process started; a later one outdates what an earlier one
     *     applied
     * @param path the forwarding path in use, for example "portable"
     * @param accelerators how many it serves
     * @param connectionsActive open relayed connections
     * @param connectionsByRevision open connections by the revision that admitted them, the 200
     *     revisions with the most connections
     * @param connectionsByListener open connections of the listeners that run, those with the most
     *     connections first, at most {@value #MOST_LISTENERS}; when there are fewer, a missing
     *     listener has no connections
     * @param lane where it accepts lanes of other relays; null when it accepts none
     * @param draining whether an operator sends new connections to other relays; null is false
     */
    record Heartbeat(
            String relayId,
            String region,
            Instant incarnation,
            Instant at,
            String path,
            int accelerators,
            int listeners,
            long connectionsActive,
            String source,
            List<AdmittedConnections> connectionsByRevision,
            List<ListenerConnections> connectionsByListener,
            @Nullable LaneAddress lane,
            @Nullable Boolean draining)
            implements RelayStatus {
        /** Most entries of {@code connectionsByListener}: about 20 KB. */
        public static final int MOST_LISTENERS = 200;

        public Heartbeat {
            connectionsByRevision = List.copyOf(connectionsByRevision);
            connectionsByListener = List.copyOf(connectionsByListener);
        }

        /** A heartbeat of a relay that accepts new connections. */
        public Heartbeat(
                String relayId,
                String region,
                Instant incarnation,
                Instant at,
                String path,
                int accelerators,
                int listeners,
                long connectionsActive,
                String source,
                List<AdmittedConnections> connectionsByRevision,
                List<ListenerConnections> connectionsByListener,
                @Nullable LaneAddress lane) {
            this(
                    relayId,
                    region,
                    incarnation,
                    at,
                    path,
                    accelerators,
                    listeners,
                    connectionsActive,
                    source,
                    connectionsByRevision,
                    connectionsByListener,
                    lane,
                    null);
        }
    }

    /**
     * Where a relay accepts lanes: the framed connections that carry flows between relays.
     *
     * @param address host:port, or [IPv6 address]:port
     * @param fingerprint SHA-256 of its certificate, 64 hexadecimal digits
     */
    record LaneAddress(String address, String fingerprint) {}

    /**
     * Open connections that one revision of an accelerator admitted, and whose settings they keep.
     *
     * @param connections at least 1
     */
    record AdmittedConnections(AcceleratorId acceleratorId, long revision, int connections) {}

    /**
     * Open connections, and sessions of datagrams, of a listener that runs.
     *
     * @param connections at least 1
     */
    record ListenerConnections(
            AcceleratorId acceleratorId, ListenerId listenerId, int connections) {}

    /**
     * Published each time an accelerator was reconciled.
     *
     * @param revision the revision that was applied, as far as {@code failures} is empty; 0 when
     *     the relay understands none
     * @param head the hash of the event at that revision, 64 zeros without one
     * @param failures empty when every listener of this relay's region runs as wanted
     * @param effectiveRevision the last revision that runs whole, 0 for none
     * @param traceparent the W3C trace context that came with the record, null without one
     */
    record AcceleratorApplied(
            String relayId,
            String region,
            Instant incarnation,
            Instant at,
            AcceleratorId acceleratorId,
            long revision,
            String head,
            List<ApplyFailure> failures,
            long effectiveRevision,
            @Nullable String traceparent)
            implements RelayStatus {
        public AcceleratorApplied {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A failure of a relay, in words: {@code cannot bind [::1]:80: address in use}.
     *
     * @param listenerId null when it is about the accelerator as a whole
     */
    record ApplyFailure(@Nullable ListenerId listenerId, String reason) {
        /** The reason, with the listener it concerns. */
        public String words() {
            return listenerId == null ? reason : "%s: %s".formatted(listenerId, reason);
        }
    }

    /**
     * Published when the health of an endpoint of the accelerator changed; replaces the same part
     * of the health that was published before.
     *
     * @param endpoints those with a health check, those that connections left out and those that
     *     drain, by listener, group and endpoint
     * @param part number of this record among those of one health, from 0; null when it is the only
     *     one
     * @param parts how many records one health takes, since a record has a limit; null for one
     */
    record AcceleratorHealth(
            String relayId,
            String region,
            Instant incarnation,
            Instant at,
            AcceleratorId acceleratorId,
            List<EndpointHealth> endpoints,
            @Nullable Integer part,
            @Nullable Integer parts)
            implements RelayStatus {
        /** Most endpoints in one record: at most half a MiB with reasons of usual length. */
        public static final int MOST_ENDPOINTS = 1_000;

        public AcceleratorHealth {
            endpoints = List.copyOf(endpoints);
        }

        /** The health as a whole. */
        public AcceleratorHealth(
                String relayId,
                String region,
                Instant incarnation,
                Instant at,
                AcceleratorId acceleratorId,
                List<EndpointHealth> endpoints) {
            this(relayId, region, incarnation, at, acceleratorId, endpoints, null, null);
        }

        /** Splits the health into as many records as it needs; returns itself when one suffices. */
        public List<AcceleratorHealth> inParts() {
            var count = Math.ceilDiv(endpoints.size(), MOST_ENDPOINTS);
            return count <= 1
                    ? List.of(this)
                    : IntStream.range(0, count).mapToObj(number -> part(number, count)).toList();
        }

        private AcceleratorHealth part(int number, int count) {
            var from = number * MOST_ENDPOINTS;
            var to = Math.min(endpoints.size(), from + MOST_ENDPOINTS);
            return new AcceleratorHealth(
                    relayId,
                    region,
                    incarnation,
                    at,
                    acceleratorId,
                    endpoints.subList(from, to),
                    number,
                    count);
        }
    }

    /**
     * Published after each round of a probe; replaces what was published of it before.
     *
     * @param samples of all rounds so far, in their order
     * @param finished whether no more samples follow
     * @param failure why there are no more samples than these, in words; null when all are there
     */
    record ProbeMeasured(
            String relayId,
            String region,
            Instant incarnation,
            Instant at,
            String probeId,
            AcceleratorId acceleratorId,
            List<ProbeSample> samples,
            boolean finished,
            @Nullable String failure)
            implements RelayStatus {
        public ProbeMeasured {
            samples = List.copyOf(samples);
        }
    }

    /**
     * The health of one endpoint at one relay, the worst over the ports it is reached on.
     *
     * @param reason of the last check that failed, in words: {@code port 8080: refused}; null while
     *     nothing failed
     * @param since when the state began, by the relay's clock
     * @param ejected whether connections leave it out because several in a row failed
     * @param connectMicros moving average of the time to connect; null before the first
     * @param connections open ones, over all ports; null unless the endpoint drains
     */
    record EndpointHealth(
            ListenerId listenerId,
            EndpointGroupId endpointGroupId,
            EndpointId endpointId,
            State state,
            @Nullable String reason,
            Instant since,
            boolean ejected,
            @Nullable Long connectMicros,
            @Nullable Integer connections) {
        /** The verdict of the checks. */
        public enum State {
            /** Not checked yet, or never; receives connections. */
            UNKNOWN,
            HEALTHY,
            UNHEALTHY
        }
    }
}
