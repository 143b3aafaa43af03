package io.sixlane.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.json.CanonicalJson;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.RelayStatus.AcceleratorApplied;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/** One Kafka and one PostgreSQL for all tests of this JVM, which end with it; the command line. */
final class AuditFixture {
    private static final class Shared {
        static final AuditFixture FIXTURE = new AuditFixture();
    }

    /** The outcome of a command. */
    record Ran(int code, String out, String err) {
        JsonNode json() {
            return ConfigurationJson.mapper().readTree(out);
        }
    }

    private static final Path MIGRATIONS =
            Path.of("../provisioning-service/src/main/resources/db/schema");

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;
    private int topics;
    private int databases;
    private boolean witnessed;

    private AuditFixture() {
        var starting =
                CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(folder("postgres"), 0));
        kafka = EmbeddedKafka.start(folder("kafka"), 0);
        postgres = starting.join();
        var settings = kafka.operator().settings();
        admin = Admin.create(settings);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    static AuditFixture shared() {
        return Shared.FIXTURE;
    }

    KafkaAccess kafka() {
        return kafka.operator();
    }

    String bootstrap() {
        return kafka.bootstrapServers();
    }

    /** A new topic with these events, each under its stream's id. */
    String topic(List<byte[]> events) {
        topics++;
        var name = "events-" + topics;
        var keys = new ArrayList<String>();
        for (var event : events) {
            keys.add(CanonicalJson.tree(event).path("streamId").asString());
        }
        publish(name, keys, events);
        return name;
    }

    void publish(String topic, List<String> keys, List<byte[]> values) {
        makeTopic(topic);
        var sent = new ArrayList<Future<?>>();
        for (var i = 0; i < values.size(); i++) {
            sent.add(producer.send(new ProducerRecord<>(topic, keys.get(i), values.get(i))));
        }
        sent.forEach(AuditFixture::done);
    }

    /** On the topics of their own, once for all tests. */
    void witnesses(List<?> checkpoints, List<?> statuses) {
        if (witnessed) {
            return;
        }
        witnessed = true;
        publish(
                Topics.CHECKPOINTS,
                checkpoints.stream().map(_ -> "1").toList(),
                checkpoints.stream().map(ConfigurationJson::write).toList());
        publish(
                Topics.RELAY_STATUS,
                statuses.stream().map(_ -> "relay-hk").toList(),
                statuses.stream().map(ConfigurationJson::write).toList());
    }

    /** One status a line, as export writes them. */
    static String statusFile(List<?> statuses) {
        try {
            return Files.write(
                            folder("statuses").resolve("relays.jsonl"),
                            statuses.stream()
                                    .map(
                                            status ->
                                                    new String(
                                                            ConfigurationJson.write(status), UTF_8))
                                    .toList())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the service notes what a relay applied. */
    void note(String url, AcceleratorApplied applied) throws SQLException {
        try (var connection = connect(url);
                var insert =
                        connection.prepareStatement(
                                """
                                insert into relay_applied (relay_id, accelerator_id, region,
                                            incarnation, revision, applied_at, head, failures,
                                            effective_revision)
                                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                                """)) {
            insert.setString(1, applied.relayId());
            insert.setString(2, applied.acceleratorId().text());
            insert.setString(3, applied.region());
            insert.setObject(4, applied.incarnation().atOffset(ZoneOffset.UTC));
            insert.setLong(5, applied.revision());
            insert.setObject(6, applied.at().atOffset(ZoneOffset.UTC));
            insert.setString(7, applied.head());
            insert.setString(8, new String(ConfigurationJson.write(applied.failures()), UTF_8));
            insert.setLong(9, applied.effectiveRevision());
            insert.executeUpdate();
        }
    }

    void create(NewTopic topic) {
        done(admin.createTopics(List.of(topic)).all());
    }

    /** The offset after the last message, -1 without the topic. */
    long end(String topic) {
        if (!done(admin.listTopics().names()).contains(topic)) {
            return -1;
        }
        var partition = new TopicPartition(topic, 0);
        var ends = done(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all());
        return Objects.requireNonNull(ends.get(partition)).offset();
    }

    /** As retention, or a hand, would. */
    void deleteBefore(String topic, long offset) {
        done(
                admin.deleteRecords(
                                Map.of(
                                        new TopicPartition(topic, 0),
                                        RecordsToDelete.beforeOffset(offset)))
                        .all());
    }

    /** The URL of a new database with the service's tables and these events, all published. */
    String table(List<byte[]> events) throws SQLException, IOException {
        databases++;
        var name = "audit_" + databases;
        postgres.createDatabase(name);
        var url = "jdbc:postgresql://127.0.0.1:%s/%s".formatted(postgres.port(), name);
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            try (var files = Files.list(MIGRATIONS)) {
                for (var file : files.sorted().toList()) {
                    statement.execute(Files.readString(file));
                }
            }
            insert(connection, events);
            sign(connection, SampleLog.checkpoints(SampleLog.events(), SampleLog.KEYS));
            statement.execute(
                    """
                    update publication_position
                       set (xid, position) = (select xid, position from event
                                               order by xid desc, position desc limit 1)
                    """);
        }
        return url;
    }

    private static void insert(Connection connection, List<byte[]> events) throws SQLException {
        var heads = new HashMap<String, JsonNode>();
        for (var event : events) {
            var tree = CanonicalJson.tree(event);
            heads.put(tree.path("streamId").asString(), tree);
        }
        try (var stream = connection.prepareStatement("insert into stream values (?, ?, ?)")) {
            for (var head : heads.entrySet()) {
                stream.setString(1, head.getKey());
                stream.setLong(2, head.getValue().path("revision").asLong());
                stream.setString(3, head.getValue().path("hash").asString());
                stream.addBatch();
            }
            stream.executeBatch();
        }
        try (var insert =
                connection.prepareStatement(
                        "insert into event (stream_id, revision, record) values (?, ?,"
                                + " ?::jsonb)")) {
            for (var event : events) {
                var tree = CanonicalJson.tree(event);
                insert.setString(1, tree.path("streamId").asString());
                insert.setLong(2, tree.path("revision").asLong());
                insert.setString(3, new String(event, UTF_8));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A statement of an attacker who may write to the database. */
    void tamper(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void sign(Connection connection, List<SignedCheckpoint> checkpoints)
            throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        """
                        insert into signed_checkpoint (number, xid, position, events, record)
                        values (?, '1', ?, ?, ?::jsonb)
                        """)) {
            for (var checkpoint : checkpoints) {
                insert.setLong(1, checkpoint.number());
                insert.setLong(2, checkpoint.position());
                insert.setLong(3, checkpoint.events());
                insert.setString(4, new String(ConfigurationJson.write(checkpoint), UTF_8));
                insert.executeUpdate();
            }
        }
    }

    /** As a superuser, where arguments name a database or Kafka. */
    Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code =
                Audit.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(
                                Stream.of(Stream.of(arguments), access(arguments))
                                        .flatMap(all -> all)
                                        .toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    private Stream<String> access(String... arguments) {
        var named = new HashSet<>(List.of(arguments));
        var access = new ArrayList<String>();
        if (named.contains("--bootstrap")) {
            access.addAll(List.of("--command-config", kafka.operator().settingsFile()));
        }
        if (named.contains("--jdbc")) {
            var password = postgres.secrets(EmbeddedPostgres.USER).resolve("postgres-password");
            access.addAll(
                    List.of(
                            "--user",
                            EmbeddedPostgres.USER,
                            "--password-file",
                            password.toString()));
        }
        return access.stream();
    }

    static Path publicKey(byte[] encoded) {
        var file = folder("key").resolve("public.pem");
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                            .formatted(Base64.getMimeEncoder().encodeToString(encoded)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New and empty, below the build folder. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/it")), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeTopic(String name) {
        try {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, EmbeddedPostgres.USER, postgres.password());
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
