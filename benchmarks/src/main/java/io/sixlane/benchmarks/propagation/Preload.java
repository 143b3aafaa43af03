package io.sixlane.benchmarks.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AccelerationRegionsAdded;
import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorCreated;
import io.sixlane.configuration.accelerator.AcceleratorEvent.ListenerAdded;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.image.AcceleratorEvolution;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Accelerators as the event store would have written them, many in one transaction. */
public final class Preload {
    public static final String ACCOUNT = "bench";
    static final int FIRST_PORT = 10_000;

    private static final Actor ACTOR = new Actor(ACCOUNT, "bench", "", "preload");
    private static final int IN_ONE_TRANSACTION = 1_000;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final int relays;

    public Preload(int relays) {
        this.relays = relays;
    }

    public static AcceleratorId id(int number) {
        return new AcceleratorId(String.format(Locale.ROOT, "ga-bench%08d", number));
    }

    /** The state folder of the relay with this number, from 0. */
    public static String region(int relay) {
        return "bench-" + (relay + 1);
    }

    public static String address(int relay) {
        return "127.0.0." + (11 + relay);
    }

    /**
     * @param listeners how many of them have one
     */
    public void write(Connection connection, int accelerators, int listeners) throws SQLException {
        connection.setAutoCommit(false);
        try (var stream =
                        connection.prepareStatement(
                                "insert into stream (stream_id, revision, head) values (?, ?, ?)");
                var event =
                        connection.prepareStatement(
                                "insert into event (stream_id, revision, record)"
                                        + " values (?, ?, ?::jsonb)");
                var view =
                        connection.prepareStatement(
                                "insert into accelerator_view"
                                        + " (accelerator_id, account, revision, body)"
                                        + " values (?, ?, ?, ?::jsonb)")) {
            for (var number = 0; number < accelerators; number++) {
                add(history(number, number < listeners), stream, event, view);
                if (number % IN_ONE_TRANSACTION == IN_ONE_TRANSACTION - 1
                        || number == accelerators - 1) {
                    stream.executeBatch();
                    event.executeBatch();
                    view.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    private static void add(
            List<RecordedEvent> history,
            PreparedStatement stream,
            PreparedStatement event,
            PreparedStatement view)
            throws SQLException {
        var last = history.getLast();
        stream.setString(1, last.streamId());
        stream.setLong(2, last.revision());
        stream.setString(3, last.hash());
        stream.addBatch();
        @Nullable AcceleratorRecord image = null;
        for (var recorded : history) {
            image = AcceleratorEvolution.evolve(image, recorded);
            event.setString(1, recorded.streamId());
            event.setLong(2, recorded.revision());
            event.setString(3, json(recorded));
            event.addBatch();
        }
        view.setString(1, last.streamId());
        view.setString(2, ACCOUNT);
        view.setLong(3, last.revision());
        view.setString(4, json(Objects.requireNonNull(image)));
        view.addBatch();
    }

    private List<RecordedEvent> history(int number, boolean listens) {
        var id = id(number);
        var facts = new ArrayList<AcceleratorEvent>();
        facts.add(
                new AcceleratorCreated(id, new SpecificationLimits("SMALL_I", relays, 20, 5_000)));
        facts.add(
                new AccelerationRegionsAdded(
                        IntStream.range(0, relays)
                                .mapToObj(
                                        relay ->
                                                new AccelerationRegion(
                                                        "ASIA_PACIFIC",
                                                        region(relay),
                                                        10,
                                                        IpVersion.IPV4,
                                                        address(relay)))
                                .toList()));
        if (listens) {
            facts.add(new ListenerAdded(listener(number)));
        }
        var recorded = new ArrayList<RecordedEvent>();
        var head = RecordedEvent.NO_HASH;
        for (var fact : facts) {
            var next =
                    EventHash.chain(
                            id.text(),
                            recorded.size() + 1,
                            "%s-%s".formatted(id, recorded.size() + 1),
                            now,
                            ACTOR,
                            fact,
                            head);
            recorded.add(next);
            head = next.hash();
        }
        return recorded;
    }

    private static Listener listener(int number) {
        var port = FIRST_PORT + number;
        return new Listener(
                new ListenerId(String.format(Locale.ROOT, "lsr-bench%08d", number)),
                "preloaded",
                Protocol.TCP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of());
    }

    private static String json(Object value) {
        return new String(ConfigurationJson.write(value), UTF_8);
    }
}
