package io.sixlane.configuration.relay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A relay's measurements of its links, and the routes that it chose. The topic keeps the newest one
 * of each {@link #key}. A message older than 90 seconds no longer counts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface LinkMessage {
    String relayId();

    String region();

    Instant at();

    /** The key in the topic. */
    @JsonIgnore
    String key();

    /**
     * Whether ids, times and parts are within what can be measured. One message of a broken relay
     * must not draw connections to it, fill a reader's memory, or be shown.
     */
    @JsonIgnore
    boolean isPlausible();

    /**
     * The link from {@code relayId} to {@code peerId}, published when it changed by a tenth, at
     * most every 2 seconds, and at least every 30 seconds.
     *
     * @param up false while probes or lanes get no answer
     * @param p50Millis median of the round-trip time, in milliseconds
     * @param p95Millis its 95th percentile, in milliseconds
     * @param lossThere part of the packets that were lost on the way to the peer, 0 to 1
     * @param lossBack part of the packets that were lost on the way from the peer, 0 to 1
     * @param load of the relay that measured, 0 to 1
     */
    record LinkMeasured(
            String relayId,
            String region,
            Instant at,
            String peerId,
            String peerRegion,
            boolean up,
            double p50Millis,
            double p95Millis,
            double lossThere,
            double lossBack,
            double load)
            implements LinkMessage {
        @Override
        public String key() {
            return relayId + ">" + peerId;
        }

        @Override
        public boolean isPlausible() {
            return Plausible.texts(relayId, region, peerId, peerRegion)
                    && Plausible.millis(p50Millis, p95Millis)
                    && Plausible.parts(lossThere, lossBack)
                    && Double.isFinite(load);
        }
    }

    /**
     * The ways that new connections to the endpoint groups of an accelerator take, published when
     * one changed and at least every 30 seconds while connections come in.
     *
     * @param groups those that had connections within 10 minutes, by id
     */
    record RoutesChosen(
            String relayId,
            String region,
            Instant at,
            AcceleratorId acceleratorId,
            List<GroupRoute> groups)
            implements LinkMessage {
        public RoutesChosen {
            groups = List.copyOf(groups);
        }

        @Override
        public String key() {
            return relayId + "/" + acceleratorId;
        }

        @Override
        public boolean isPlausible() {
            return Plausible.texts(relayId, region)
                    && groups.size() <= Plausible.MOST_GROUPS
                    && groups.stream().allMatch(GroupRoute::isPlausible);
        }
    }

    /**
     * The choice for one group.
     *
     * @param way the relays that a connection passes, in order; empty when it goes direct
     * @param since when it was chosen, by the relay's clock
     * @param reason in capitals, for example {@code BETTER}
     * @param candidates the ways that could be chosen, best first
     */
    record GroupRoute(
            EndpointGroupId endpointGroupId,
            String endpointGroupRegion,
            List<String> way,
            Instant since,
            String reason,
            List<WayScore> candidates) {
        public GroupRoute {
            way = List.copyOf(way);
            candidates = List.copyOf(candidates);
        }

        private boolean isPlausible() {
            return Plausible.texts(endpointGroupRegion, reason)
                    && Plausible.way(way)
                    && candidates.size() <= Plausible.MOST_CANDIDATES
                    && candidates.stream().allMatch(WayScore::isPlausible);
        }
    }

    /**
     * The expected time of a 256 KB answer by one way, in milliseconds: the sum of the parts, times
     * the load factor.
     *
     * @param detourMillis what the way must save over the direct one
     */
    record WayScore(
            List<String> way,
            double millis,
            double roundTripMillis,
            double coldMillis,
            double spreadMillis,
            double lossMillis,
            double relayMillis,
            double loadFactor,
            double detourMillis) {
        public WayScore {
            way = List.copyOf(way);
        }

        private boolean isPlausible() {
            return Plausible.way(way)
                    && Plausible.scores(
                            millis,
                            roundTripMillis,
                            coldMillis,
                            spreadMillis,
                            lossMillis,
                            relayMillis,
                            loadFactor,
                            detourMillis);
        }
    }

    /** The bounds of what readers take. */
    final class Plausible {
        static final int MOST_GROUPS = 500;
        static final int MOST_CANDIDATES = 100;
        private static final int MOST_HOPS = 8;
        private static final int LONGEST_TEXT = 200;

        /** Ten minutes: no answer that TCP still waits for takes longer. */
        private static final double LONGEST_MILLIS = 600_000;

        private Plausible() {}

        static boolean texts(String... texts) {
            return Stream.of(texts)
                    .allMatch(text -> !text.isEmpty() && text.length() <= LONGEST_TEXT);
        }

        static boolean way(List<String> way) {
            return way.size() <= MOST_HOPS && texts(way.toArray(String[]::new));
        }

        /** Not a number is in no range. */
        static boolean millis(double... values) {
            return DoubleStream.of(values).allMatch(value -> value >= 0 && value <= LONGEST_MILLIS);
        }

        /** Sums and products of such times. */
        static boolean scores(double... values) {
            return DoubleStream.of(values).allMatch(value -> value >= 0 && value <= 1e9);
        }

        static boolean parts(double... values) {
            return DoubleStream.of(values).allMatch(value -> value >= 0 && value <= 1);
        }
    }
}
