package io.sixlane.relay.route;

import com.sun.management.OperatingSystemMXBean;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.LinkMessage.GroupRoute;
import io.sixlane.configuration.relay.LinkMessage.LinkMeasured;
import io.sixlane.configuration.relay.LinkMessage.RoutesChosen;
import io.sixlane.configuration.relay.LinkMessage.WayScore;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.fleet.Peer;
import io.sixlane.relay.kafka.RelayPublisher;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the links of this relay and what its groups chose, on a thread of its own that may wait
 * for Kafka.
 */
final class RouteReports implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RouteReports.class);

    /** Weight of a new load measurement; small, to ignore short peaks. */
    private static final double LOAD_WEIGHT = 0.05;

    /** Most accelerators published in one round; the next round continues. */
    private static final int MOST_ACCELERATORS = 200;

    private final RelayProperties properties;
    private final LiveRelays relays;
    private final Links links;
    private final RouteBoard board;
    private final RelayPublisher publisher;
    private final InstantSource clock;
    private final LinkReports due = new LinkReports();
    private final Set<AcceleratorId> changed = ConcurrentHashMap.newKeySet();
    private final Map<AcceleratorId, Long> publishedNanos = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-route-reports").daemon().factory());
    private double load;

    RouteReports(
            RelayProperties properties,
            LiveRelays relays,
            Links links,
            RouteBoard board,
            RelayPublisher publisher,
            InstantSource clock) {
        this.properties = properties;
        this.relays = relays;
        this.links = links;
        this.board = board;
        this.publisher = publisher;
        this.clock = clock;
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::publish, 1, 1, TimeUnit.SECONDS);
    }

    /** A choice of this accelerator is different now. */
    void changed(AcceleratorId accelerator) {
        changed.add(accelerator);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void publish() {
        try {
            measureLoad();
            if (publishLinks()) {
                publishChoices();
            }
        } catch (Throwable e) { // or the executor would never run it again
            log.error("routes not published", e);
        }
    }

    private void measureLoad() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            var now = Math.clamp(system.getProcessCpuLoad(), 0, 1);
            load += LOAD_WEIGHT * ((Double.isNaN(now) ? 0 : now) - load);
        }
    }

    /** Returns false when Kafka is away. */
    private boolean publishLinks() {
        var now = System.nanoTime();
        var measured =
                relays.peers().values().stream().flatMap(peer -> link(peer).stream()).toList();
        due.retain(measured.stream().map(LinkMeasured::key).collect(Collectors.toSet()));
        for (var link : measured) {
            if (due.isDue(link, now) && !publish(link)) {
                due.failed(link);
                return false;
            }
        }
        return true;
    }

    private Optional<LinkMeasured> link(Peer peer) {
        var state = links.state(peer.id());
        var quality = state == null ? null : state.quality();
        return quality == null || state == null
                ? Optional.empty()
                : Optional.of(
                        new LinkMeasured(
                                properties.id(),
                                properties.region(),
                                clock.instant(),
                                peer.id(),
                                peer.region(),
                                state.health().up(),
                                rounded(quality.p50Millis()),
                                rounded(quality.p95Millis()),
                                rounded(quality.there().expected()),
                                rounded(quality.back().expected()),
                                rounded(load)));
    }

    private void publishChoices() {
        var now = System.nanoTime();
        var choices = board.choices().collect(Collectors.groupingBy(GroupChoice::accelerator));
        publishedNanos.keySet().retainAll(choices.keySet());
        var pause = LinkReports.MOST_PAUSE.toNanos();
        choices.entrySet().stream()
                .filter(
                        entry ->
                                changed.contains(entry.getKey())
                                        || now
                                                        - publishedNanos.getOrDefault(
                                                                entry.getKey(), now - pause)
                                                >= pause)
                .limit(MOST_ACCELERATORS)
                .forEach(
                        entry -> {
                            changed.remove(entry.getKey());
                            if (publish(message(entry.getKey(), entry.getValue()))) {
                                publishedNanos.put(entry.getKey(), now);
                            }
                        });
    }

    private RoutesChosen message(AcceleratorId accelerator, List<GroupChoice> groups) {
        return new RoutesChosen(
                properties.id(),
                properties.region(),
                clock.instant(),
                accelerator,
                groups.stream()
                        .sorted(Comparator.comparing(group -> group.group().id().text()))
                        .map(RouteReports::group)
                        .toList());
    }

    private static GroupRoute group(GroupChoice group) {
        return new GroupRoute(
                group.group().id(),
                group.group().region(),
                group.choice().way().relayIds(),
                group.since(),
                group.choice().reason().name(),
                group.ranked().stream().map(RouteReports::score).toList());
    }

    private static WayScore score(Candidate candidate) {
        var score = candidate.score();
        return new WayScore(
                candidate.way().relayIds(),
                rounded(score.millis()),
                rounded(score.roundTripMillis()),
                rounded(score.coldMillis()),
                rounded(score.spreadMillis()),
                rounded(score.lossMillis()),
                rounded(score.relayMillis()),
                rounded(score.loadFactor()),
                candidate.way().isDirect() ? 0 : Candidate.DETOUR_MILLIS);
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private boolean publish(LinkMessage message) {
        return publisher.publish(
                Topics.RELAY_LINKS, message.key(), ConfigurationJson.write(message), _ -> {});
    }
}
