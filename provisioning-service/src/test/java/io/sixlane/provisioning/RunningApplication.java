package io.sixlane.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.platform.EmbeddedKafka;
import io.sixlane.testsupport.TestIdentity;
import io.sixlane.topics.KafkaAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service on a database of its own, configured as an operator does. */
public final class RunningApplication implements AutoCloseable {
    private final KafkaAccess service;
    private final KafkaAccess operator;
    private final String database = TestPlatform.newDatabase();
    private final WebServerApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * @param more settings, {@code --NAME=value} each
     */
    public RunningApplication(EmbeddedKafka kafka, String... more) {
        this(kafka.service("provisioning"), kafka.operator(), more);
    }

    /**
     * For a broker that comes later.
     *
     * @param operator who sends what others send
     */
    public RunningApplication(KafkaAccess service, KafkaAccess operator, String... more) {
        this.service = service;
        this.operator = operator;
        this.context =
                (WebServerApplicationContext)
                        SpringApplication.run(ProvisioningApplication.class, settings(more));
    }

    private String[] settings(String... more) {
        var own =
                TestPlatform.arguments(
                        database,
                        service,
                        "--sixlane.checkpoint.every=500ms",
                        "--SIXLANE_CHECKPOINT_KEY_FILE="
                                + TestPlatform.folder("key").resolve("checkpoint.pem"));
        return Stream.concat(Stream.of(own), Stream.of(more)).toArray(String[]::new);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String database() {
        return database;
    }

    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:%s%s".formatted(port(), path));
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", TestIdentity.bearer("local", "OPERATOR"))
                        .build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return ConfigurationJson.mapper().readTree(get(path).body());
    }

    /** Returns when the message is in the topic. */
    public void send(String topic, String key, Object value)
            throws ExecutionException, InterruptedException {
        send(topic, key, ConfigurationJson.write(value));
    }

    /** A null value is a tombstone. */
    public void send(String topic, String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        send(new ProducerRecord<>(topic, key, value));
    }

    /** Returns when the record is in its topic. */
    public void send(ProducerRecord<String, byte[]> record)
            throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(
                        operator.settings(), new StringSerializer(), new ByteArraySerializer())) {
            var metadata = producer.send(record).get();
            assert metadata.hasOffset();
        }
    }

    @Override
    public void close() {
        SpringApplication.exit(context);
    }
}
