package io.sixlane.provisioning.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
        for (var message : messages().toList()) {
            var schema = FOLDER.resolve(message.at("/payload/$ref").asString());
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
