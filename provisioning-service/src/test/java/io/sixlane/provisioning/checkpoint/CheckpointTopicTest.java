package io.sixlane.provisioning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** {@code docs/asyncapi.yaml} says of checkpoints what the code does. */
class CheckpointTopicTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");
    private static final Path EXAMPLE =
            Path.of("../configuration/src/test/resources/approved/signed-checkpoint")
                    .resolve("SignedCheckpoint.v1.json");

    @Test
    void a_message_has_the_key_that_is_documented() throws IOException {
        var json = Files.readAllBytes(EXAMPLE);

        var message = CheckpointTopic.message(ConfigurationJson.read(json, SignedCheckpoint.class));

        var documented = document().at("/components/messages/signedCheckpoint");
        var pointer = documented.path("x-key").asString().replace("$message.payload#", "");
        assertThat(message.key())
                .isEqualTo(ConfigurationJson.mapper().readTree(json).at(pointer).asString());
        assertThat(documented.at("/bindings/kafka/key/description").asString())
                .isEqualTo("The %s.", pointer.substring(1));
    }

    private static JsonNode document() throws IOException {
        try (var yaml = Files.newBufferedReader(DOCUMENT)) {
            return ConfigurationJson.mapper().valueToTree(new Yaml().<Object>load(yaml));
        }
    }
}
