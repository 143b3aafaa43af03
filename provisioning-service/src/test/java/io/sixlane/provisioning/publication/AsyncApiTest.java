package io.sixlane.provisioning.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.topics.TopicLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** {@code docs/asyncapi.yaml} says what the code does: its topics, schemas and messages. */
class AsyncApiTest {
    private static final Path FOLDER = Path.of("../docs");
    private static final Path DOCUMENT = FOLDER.resolve("asyncapi.yaml");
    private static final Path APPROVED = Path.of("../configuration/src/test/resources/approved");
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document = read();

    @Test
    void is_of_version_3_and_has_every_topic_and_no_other() {
        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(channels().map(channel -> channel.path("address").asString()))
                .containsExactlyInAnyOrderElementsOf(topics());
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(document.findValues("$ref")).hasSizeGreaterThan(20).allSatisfy(this::leads);
    }

    @Test
    void every_channel_has_an_operation_and_messages_with_a_key() {
        var used =
                document.path("operations")
                        .valueStream()
                        .map(operation -> operation.at("/channel/$ref").asString())
                        .toList();
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(
                        document.path("channels")
                                .propertyStream()
                                .map(channel -> "#/channels/" + channel.getKey())
                                .toList());
        assertThat(messages())
                .allSatisfy(
                        message ->
                                assertThat(message.at("/bindings/kafka/key/type").asString())
                                        .isEqualTo("string"));
    }

    @Test
    void the_approved_messages_fit_the_schemas_it_names() throws IOException {
        var checked = 0;
        var schemas = messages().map(message -> message.at("/payload/$ref").asString()).distinct();
        for (var schema : schemas.map(FOLDER::resolve).toList()) {
            var kind = schema.getFileName().toString().replaceFirst("\\.v1\\.schema\\.json$", "");
            var compiled =
                    SCHEMAS.getSchema(
                            SchemaLocation.of("classpath:schema/" + schema.getFileName()));
            for (var example : examples(kind)) {
                assertThat(compiled.validate(Files.readString(example), InputFormat.JSON))
                        .as(example.toString())
                        .isEmpty();
                checked++;
            }
        }
        assertThat(checked).isEqualTo(allExamples());
    }

    @Test
    void every_channel_has_its_own_message_and_its_operation_the_same() {
        assertThat(
                        channels()
                                .collect(
                                        toMap(
                                                channel -> channel.path("address").asString(),
                                                this::schema)))
                .isEqualTo(
                        Map.of(
                                Topics.EVENTS, "recorded-event.v1.schema.json",
                                Topics.IMAGES, "accelerator-record.v1.schema.json",
                                Topics.CHECKPOINTS, "signed-checkpoint.v1.schema.json",
                                Topics.RELAY_STATUS, "relay-status.v1.schema.json",
                                Topics.RELAY_REPORTS, "traffic-report.v1.schema.json",
                                Topics.RELAY_FLOWS, "flow-record.v1.schema.json",
                                Topics.RELAY_LINKS, "link-message.v1.schema.json",
                                Topics.PROBES, "probe-request.v1.schema.json",
                                Topics.FLEET, "fleet-record.v1.schema.json",
                                Topics.CATALOG, "catalog-entry.v1.schema.json"));
        assertThat(document.path("operations").valueStream())
                .allSatisfy(
                        operation ->
                                assertThat(operation.at("/messages/0/$ref").asString())
                                        .startsWith(
                                                operation.at("/channel/$ref").asString()
                                                        + "/messages/"));
    }

    private String schema(JsonNode channel) {
        var reference = channel.path("messages").valueStream().findFirst().orElseThrow();
        var message = document.at(reference.path("$ref").asString().substring(1));
        return Path.of(message.at("/payload/$ref").asString()).getFileName().toString();
    }

    @Test
    void events_and_images_have_the_documented_keys_and_headers() throws IOException {
        for (var example : examples("recorded-event")) {
            var json = Files.readString(example);
            hasKeyAndHeaders("recordedEvent", json, StoredMessage.event(json));
        }
        for (var example : examples("accelerator-record")) {
            var json = Files.readString(example);
            hasKeyAndHeaders("acceleratorRecord", json, StoredMessage.image(json, null));
            hasKeyAndHeaders("acceleratorRecord", json, StoredMessage.image(json, "00-1-2-01"));
        }
    }

    private void hasKeyAndHeaders(String name, String json, StoredMessage stored) {
        var message = document.at("/components/messages/" + name);
        var pointer = message.path("x-key").asString().replace("$message.payload#", "");
        assertThat(stored.key())
                .isEqualTo(ConfigurationJson.mapper().readTree(json).at(pointer).asString());
        var headers = new RecordHeaders();
        CloudEventHeaders.add(headers, stored);
        var sent = new TreeMap<String, String>();
        headers.forEach(header -> sent.put(header.key(), new String(header.value(), UTF_8)));
        var schema = document.at(message.at("/headers/$ref").asString().substring(1));
        assertThat(schema.path("properties").propertyNames()).containsAll(sent.keySet());
        assertThat(
                        SCHEMAS.getSchema(schema.toString())
                                .validate(
                                        ConfigurationJson.mapper().writeValueAsString(sent),
                                        InputFormat.JSON))
                .isEmpty();
        var always = new TreeSet<>(sent.keySet());
        always.remove("traceparent");
        assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(always);
    }

    @Test
    void the_topics_are_as_documented() {
        for (var layout : TopicLayout.all()) {
            var created = layout.toNewTopic();

            assertThat(settings(created.name()))
                    .as(created.name())
                    .containsExactlyInAnyOrderEntriesOf(created.configs());
            assertThat(kafka(created.name()).path("partitions").asInt())
                    .isEqualTo(created.numPartitions());
        }
    }

    private Map<String, String> settings(String topic) {
        return kafka(topic)
                .path("topicConfiguration")
                .propertyStream()
                .collect(toMap(Map.Entry::getKey, setting -> text(setting.getValue())));
    }

    /** The one in a list, which is all that there are. */
    private static String text(JsonNode setting) {
        return setting.isArray() ? setting.path(0).asString() : setting.asString();
    }

    private JsonNode kafka(String topic) {
        return channels()
                .map(channel -> channel.at("/bindings/kafka"))
                .filter(kafka -> kafka.path("topic").asString().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read() {
        try (var yaml = Files.newBufferedReader(DOCUMENT)) {
            return ConfigurationJson.mapper().valueToTree(new Yaml().<Object>load(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leads(JsonNode reference) {
        var to = reference.asString();
        if (to.startsWith("#")) {
            assertThat(document.at(to.substring(1)).isMissingNode()).as(to).isFalse();
        } else {
            assertThat(FOLDER.resolve(to)).isRegularFile();
        }
    }

    private Stream<JsonNode> channels() {
        return document.path("channels").valueStream();
    }

    private Stream<JsonNode> messages() {
        return document.at("/components/messages").valueStream();
    }

    private static List<String> topics() {
        return Arrays.stream(Topics.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(
                        field -> {
                            try {
                                return (String) field.get(null);
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(e);
                            }
                        })
                .toList();
    }

    private static List<Path> examples(String kind) throws IOException {
        try (var files = Files.list(APPROVED.resolve(kind))) {
            return files.toList();
        }
    }

    private static int allExamples() throws IOException {
        try (var files = Files.walk(APPROVED)) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }
}
