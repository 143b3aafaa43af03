package io.sixlane.relay.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.fleet.Peer;
import io.sixlane.relay.kafka.RelayPublisher;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The choice of routes of this relay: probes links, decides each second, and publishes what it
 * found. Decisions wait neither for Kafka nor for another service.
 */
public final class Routes implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Routes.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Relays that already share a key leave the list. */
    private static final int MOST_WANTED = 64;

    private final RelayProperties properties;
    private final LiveRelays relays;
    private final Links links = new Links();
    private final LinkTable table = new LinkTable();
    private final NextHops hops;
    private final DirectPaths direct = new DirectPaths();
    private final RegionPolicies policies = new RegionPolicies();
    private final RouteBoard board;
    private final Prober prober;
    private final RouteMeters meters;
    private final RouteReports reports;
    private final RouteTopics topics;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("relay-routes").daemon().factory());
    private volatile Supplier<Map<EndpointGroupId, Long>> connectNanos = Map::of;

    /** There may be a hundred thousand groups. */
    private final SparingLook connectTimes =
            new SparingLook(() -> direct.found(connectNanos.get()), System::nanoTime);

    private volatile Consumer<String> onDown = _ -> {};
    private volatile boolean running;

    /**
     * @param listen where lanes are accepted, and probes; null where none are
     */
    public Routes(
            RelayProperties properties,
            @Nullable InetSocketAddress listen,
            LiveRelays relays,
            RelayPublisher publisher,
            InstantSource clock,
            MeterRegistry registry) {
        this.properties = properties;
        this.relays = relays;
        this.board = new RouteBoard(relays, links, table, direct, policies, clock, this::onChange);
        this.prober =
                new Prober(
                        listen,
                        () -> relays.peers().values(),
                        this::isProbed,
                        board::isActive,
                        links);
        this.meters = new RouteMeters(registry, links);
        this.reports = new RouteReports(properties, relays, links, board, publisher, clock);
        this.hops = new NextHops(properties.id());
        this.topics = new RouteTopics(properties, table, hops, policies);
    }

    public Ways ways() {
        return board;
    }

    /** The observer that lanes report to. */
    public LinkObserver links() {
        return links;
    }

    /** Gives {@code observer}, which must not wait, what each new lane lets both sides know. */
    public void onKey(BiConsumer<String, byte[]> observer) {
        links.onKey(observer);
    }

    /** Relays that flows go to, or would go to next. */
    public Set<String> activeRelays() {
        return relays.peers().keySet().stream().filter(board::isActive).collect(Collectors.toSet());
    }

    /** The accelerators that are served, with the plans that limit their ways. */
    public void configured(ConfigurationImage image) {
        board.configured(image);
    }

    /**
     * Asks for the time that connections and checks took, by group: each second, or less often if
     * the answer takes long.
     */
    public void connectTimes(Supplier<Map<EndpointGroupId, Long>> nanos) {
        connectNanos = nanos;
    }

    /** Relays to which one lane is to be open: so that both sides have a key for probes. */
    public Set<String> wantedLanes() {
        return relays.peers().values().stream()
                .filter(this::isProbed)
                .map(Peer::id)
                .filter(this::lacksKey)
                .sorted()
                .limit(MOST_WANTED)
                .collect(Collectors.toSet());
    }

    /**
     * Relays to which lanes are to be ready for flows: those of the chosen ways and of the next
     * best ones, since flows move to these at once when a link is down.
     */
    public Set<String> standbyLanes() {
        var behind = hops.relays(System.nanoTime());
        return relays.peers().keySet().stream()
                .filter(id -> board.isActive(id) || behind.contains(id))
                .collect(Collectors.toSet());
    }

    /** Runs {@code observer}, which must not wait, whenever the link to a relay went down. */
    public void onDown(Consumer<String> observer) {
        onDown = observer;
    }

    /** Leaves probes to the next process of this relay. */
    public void drain() {
        prober.release();
    }

    /** Ignores a key that the other side lost when it restarted. */
    private boolean lacksKey(String relay) {
        return links.keys().newest(relay) == null || links.of(relay).isSilent(System.nanoTime());
    }

    /**
     * All of them as soon as connections use any, since each may be on the best way; otherwise this
     * relay measures for its region those that the regions' hash assigns to it.
     */
    private boolean isProbed(Peer peer) {
        return board.isUsed()
                || Leader.of(properties.id(), relays.peersIn(properties.region()), peer.region());
    }

    @Override
    public void start() {
        running = true;
        prober.start();
        topics.start();
        reports.start();
        links.onDown(
                relay -> {
                    onDown.accept(relay);
                    decideNow();
                });
        // Relays that start together must not all move to the same way in the same moment.
        var phase = ThreadLocalRandom.current().nextLong(EVERY.toMillis());
        var _ =
                thread.scheduleAtFixedRate(
                        this::decide, phase, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
        reports.close();
        topics.close();
        prober.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends after the listeners, before the producer. */
    @Override
    public int getPhase() {
        return RelayPublisher.PHASE + 1;
    }

    private void decide() {
        try {
            var now = System.nanoTime();
            links.retain(relays.peers().keySet(), relays.others());
            table.expire(now);
            connectTimes.tick();
            board.decide();
        } catch (Throwable e) { // or the executor would never run it again
            log.error("deciding routes failed", e);
        }
    }

    /** New connections must not wait for the next second when their way is down. */
    private void decideNow() {
        try {
            thread.execute(this::decide);
        } catch (RejectedExecutionException _) {
            log.debug("not decided: the relay ends");
        }
    }

    private void onChange(RouteBoard.Change change) {
        var now = change.now();
        meters.changed(now.choice().reason());
        log.atInfo()
                .addKeyValue("relay", properties.id())
                .addKeyValue("accelerator", now.accelerator())
                .addKeyValue("group", now.group().id())
                .addKeyValue("from", change.before().choice().way())
                .addKeyValue("to", now.choice().way())
                .addKeyValue("cause", now.choice().reason())
                .log("route changed");
        reports.changed(now.accelerator());
    }
}
