package io.sixlane.relay.handover;

import static io.sixlane.relay.listener.Fixtures.accelerator;
import static io.sixlane.relay.listener.Fixtures.endpoint;
import static io.sixlane.relay.listener.Fixtures.group;
import static io.sixlane.relay.listener.Fixtures.image;
import static io.sixlane.relay.listener.Fixtures.listener;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.platform.FreePorts;
import io.sixlane.relay.tcp.LanePath;
import io.sixlane.relay.tcp.PortableTcpPath;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.tcp.TcpSettings;
import io.sixlane.relay.tcp.linux.NativeTcpPath;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that check every byte, while the configuration changes 50 times a second, endpoints
 * die and return, and the relay is replaced twice. Over lanes the relay behind it is replaced all
 * the time. {@code -Dsixlane.chaos.connections=2000} and {@code -Dsixlane.chaos.seconds=60} run it
 * at full size, {@code -Dsixlane.chaos.seed} takes another course.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(900)
@Isolated("it loads every processor")
class ChaosRunIT {
    private static final Logger log = LoggerFactory.getLogger(ChaosRunIT.class);
    private static final int CONNECTIONS = Integer.getInteger("sixlane.chaos.connections", 400);
    private static final int SECONDS = Integer.getInteger("sixlane.chaos.seconds", 6);
    private static final long SEED = Long.getLong("sixlane.chaos.seed", 20_261_123);
    private static final int BRIEF = 100;
    private static final int CHANGES_A_SECOND = 50;
    private static final int RESTARTS = 2;
    private static final int ENDPOINTS = 4;

    /** The first ones die; the last one never does, so its connections last through it all. */
    private static final int MORTALS = 3;

    private static final TcpSettings SETTINGS =
            new TcpSettings(Duration.ofSeconds(5), Duration.ofMinutes(15), 64 << 10, 2);

    /** Of thousands of connections, and only over lanes. */
    private static final int MOST_UNANSWERED = 10;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Mortal> endpoints = new ArrayList<>();
    private final List<Generation> generations = new ArrayList<>();
    private final List<LanePath> lanePaths = new CopyOnWriteArrayList<>();
    private int port;
    private int[] sidePorts = {};
    private int revision;

    /** Makes the forwarding path of one generation. */
    private interface PathMaker {
        TcpPath make() throws IOException;
    }

    @Test
    void no_byte_is_wrong_and_no_connection_lost_on_the_native_path() throws Exception {
        survive(() -> new NativeTcpPath(SETTINGS));
    }

    @Test
    void no_byte_is_wrong_and_no_connection_lost_on_the_portable_path() throws Exception {
        survive(() -> new PortableTcpPath(SETTINGS));
    }

    @Test
    void no_byte_is_wrong_and_no_connection_lost_over_lanes() throws Exception {
        survive(
                () -> {
                    var lanes = LanePath.preferringLanes(SETTINGS);
                    lanePaths.add(lanes);
                    return lanes;
                });
        assertThat(lanePaths).allMatch(lanes -> lanes.carried() > 0);
    }

    private void survive(PathMaker paths) throws Exception {
        port = FreePorts.next();
        sidePorts = new int[] {FreePorts.next(), FreePorts.next()};
        for (var number = 0; number < ENDPOINTS; number++) {
            endpoints.add(new Mortal(number, number == 0 ? 0 : endpoints.getFirst().port()));
        }
        var socket = new HandOverSocket(folder.resolve("relay.handover"));
        var traffic = new CheckedTraffic(port, endpoints);
        var chaos = Executors.newScheduledThreadPool(2);
        try {
            follow(socket, paths);
            traffic.start(CONNECTIONS, BRIEF);
            await().atMost(Duration.ofMinutes(2)).until(() -> traffic.lasting() == CONNECTIONS);
            disturb(chaos);
            for (var i = 0; i < RESTARTS; i++) {
                pass(Duration.ofMillis(SECONDS * 1000L / (RESTARTS + 1)));
                follow(socket, paths);
            }
            pass(Duration.ofMillis(SECONDS * 1000L / (RESTARTS + 1)));
            chaos.shutdown(); // no death is interrupted
            assertThat(chaos.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            traffic.stop();
            judge(traffic);
        } finally {
            chaos.shutdownNow();
            traffic.stop();
            generations.forEach(Generation::close);
            endpoints.forEach(Mortal::die);
        }
    }

    private void judge(CheckedTraffic traffic) {
        var deaths = endpoints.stream().mapToInt(Mortal::endedDeaths).sum();
        assertThat(traffic.failures())
                .as("seed %d, ended by %s", SEED, ends())
                .filteredOn(failure -> lanePaths.isEmpty() || !isUnanswered(failure))
                .isEmpty();
        assertThat(traffic.failures()).hasSizeLessThanOrEqualTo(MOST_UNANSWERED);
        // One that no relay ever accepted would be missing.
        await().untilAsserted(
                        () ->
                                assertThat(ends().values().stream().mapToLong(n -> n).sum())
                                        .isEqualTo(traffic.connections()));
        var ends = ends();
        log.atInfo()
                .addKeyValue("seed", SEED)
                .addKeyValue("connections", traffic.connections())
                .addKeyValue("exchanges", traffic.exchanges())
                .addKeyValue("bytes", traffic.bytes())
                .addKeyValue("revisions", revision)
                .addKeyValue("deaths", deaths)
                .addKeyValue("cut", traffic.cut())
                .addKeyValue("unanswered", traffic.unanswered())
                .addKeyValue("lasted", traffic.lastedFromTheBeginning())
                .addKeyValue("ends", ends)
                .log("chaos survived");
        assertThat(ends.keySet())
                .as("no connection was refused, drained, idle or without an endpoint")
                .isSubsetOf("finished", "client_reset", "endpoint_reset");
        assertThat(traffic.exchanges()).isGreaterThan(CONNECTIONS);
        assertThat(traffic.cut()).isPositive();
        assertThat(revision).isGreaterThan(SECONDS * CHANGES_A_SECOND / 2);
        assertThat(deaths).isGreaterThanOrEqualTo(MORTALS);
        assertThat(traffic.lastedFromTheBeginning()).isGreaterThan(CONNECTIONS / 20);
        assertThat(generations).hasSize(1 + RESTARTS);
    }

    /**
     * Plain lanes have no greeting, so an egress that is replaced may reset one in its queue of new
     * connections after its kernel took the first bytes, which are not sent again then.
     */
    private static boolean isUnanswered(String failure) {
        return failure.contains(", 0 answers, ") && failure.endsWith("Connection reset");
    }

    private Map<String, Integer> ends() {
        var all = new HashMap<String, Integer>();
        for (var generation : generations) {
            generation.ends().forEach((cause, count) -> all.merge(cause, count, Integer::sum));
        }
        return all;
    }

    private void disturb(ScheduledExecutorService chaos) {
        var _ =
                chaos.scheduleAtFixedRate(
                        this::change, 0, 1000 / CHANGES_A_SECOND, TimeUnit.MILLISECONDS);
        var pause = Math.max(200, SECONDS * 1000L / 12);
        var _ = chaos.scheduleAtFixedRate(this::replaceEgress, pause, pause, TimeUnit.MILLISECONDS);
        // One at a time, for half of the pause.
        for (var i = 0; i < MORTALS; i++) {
            var mortal = endpoints.get(i);
            var _ =
                    chaos.scheduleAtFixedRate(
                            mortal::die, pause * i, MORTALS * pause, TimeUnit.MILLISECONDS);
            var _ =
                    chaos.scheduleAtFixedRate(
                            mortal::live,
                            pause * i + pause / 2,
                            MORTALS * pause,
                            TimeUnit.MILLISECONDS);
        }
    }

    /** Where flows go over lanes, the relay that connects to endpoints is replaced, too. */
    private void replaceEgress() {
        if (!lanePaths.isEmpty()) {
            try {
                lanePaths.getLast().replace(1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void change() {
        var image = next();
        generations.forEach(generation -> generation.reconcile(image));
    }

    /** Everything of a listener that may change does; two more swap ports, come and go. */
    private ConfigurationImage next() {
        revision++;
        var listeners = new ArrayList<Listener>();
        listeners.add(changing());
        if (revision % 5 != 0) {
            var swapped = revision % 2;
            listeners.add(side("lsr-2", sidePorts[swapped]));
            listeners.add(side("lsr-3", sidePorts[1 - swapped]));
        }
        return image(
                accelerator(
                        "ga-1",
                        revision,
                        "::1",
                        5_000 + random.nextInt(5_000),
                        2 * CONNECTIONS + BRIEF + random.nextInt(CONNECTIONS),
                        listeners.toArray(Listener[]::new)));
    }

    private Listener changing() {
        var plain = side("lsr-1", port);
        return new Listener(
                plain.id(),
                plain.name(),
                plain.protocol(),
                plain.ports(),
                revision == 1 || random.nextBoolean()
                        ? ClientAffinity.NONE
                        : ClientAffinity.SOURCE_IP,
                plain.endpointGroups(),
                48 + random.nextInt(81),
                60 + random.nextInt(840),
                List.of(new AccessList(AccessList.Kind.ALLOW, List.of("::/" + random.nextInt(99)))),
                new ListenerLimits(
                        4_000 + random.nextInt(5_000),
                        500 + random.nextInt(500),
                        2 * CONNECTIONS + BRIEF,
                        null,
                        null));
    }

    private Listener side(String id, int at) {
        return listener(id, at, group(at, endpoints.getFirst().port(), weighted()));
    }

    /** A weight of 1 is next to none. */
    private Endpoint[] weighted() {
        return endpoints.stream()
                .map(each -> endpoint(each.address(), Math.max(1, random.nextInt(256))))
                .toArray(Endpoint[]::new);
    }

    /** A relay takes over from the last one, if any. */
    private void follow(HandOverSocket socket, PathMaker paths) throws IOException {
        var generation =
                new Generation(
                        socket,
                        paths.make(),
                        new PortableUdpPath(
                                new UdpSettings(Duration.ofMinutes(1), 1, 100), (_, _) -> {}));
        assertThat(generation.follows()).isEqualTo(!generations.isEmpty());
        synchronized (this) {
            generations.addLast(generation);
            generation.reconcile(next());
        }
        generation.succeed(socket);
    }

    private static void pass(Duration time) {
        var until = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(60)).until(() -> System.nanoTime() - until >= 0);
    }
}
