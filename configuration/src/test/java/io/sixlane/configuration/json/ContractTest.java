package io.sixlane.configuration.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sixlane.configuration.Examples;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.access.AccessEvent;
import io.sixlane.configuration.account.AccountEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.fleet.RelayEvent;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.log.EventHash;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.order.OrderEvent;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.TrafficReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The approved files in {@code src/test/resources/approved} are messages with every component set,
 * {@code <topic>/<type>.v<version>.json}. From the first release on they are never edited, because
 * every later version must read what a log holds: a new form of a message is a new file.
 */
class ContractTest {
    private static final Path APPROVED = Path.of("src/test/resources/approved");
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @MethodSource("approvedFiles")
    void an_approved_message_reads_and_is_written_again_the_same(Path file) throws IOException {
        var json = tree(file);

        var read = ConfigurationJson.read(ConfigurationJson.write(json), typeOf(file));

        assertThat(Examples.nameOf(read)).isEqualTo(nameOf(file));
        assertThat(written(read)).isEqualTo(json);
    }

    @ParameterizedTest
    @MethodSource("approvedFiles")
    void an_approved_message_fits_its_schema(Path file) throws IOException {
        assertThat(schemaOf(file).validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("approvedFiles")
    void codec_and_schema_agree_on_required_members(Path file) throws IOException {
        var whole = tree(file);

        for (var pointer : properties(whole, "")) {
            var without = whole.deepCopy();
            var cut = pointer.lastIndexOf('/');
            var parent = (ObjectNode) without.at(pointer.substring(0, cut));
            parent.remove(pointer.substring(cut + 1));

            assertThat(codecAccepts(without, file))
                    .as("the codec accepts a missing %s", pointer)
                    .isEqualTo(schemaAccepts(without, file));
        }
    }

    @ParameterizedTest
    @MethodSource("approvedFiles")
    void the_schema_refuses_a_property_that_it_does_not_describe(Path file) throws IOException {
        var whole = tree(file);

        for (var pointer : properties(whole, "")) {
            var with = whole.deepCopy();
            var parent = (ObjectNode) with.at(pointer.substring(0, pointer.lastIndexOf('/')));
            parent.put("undescribed", 1);

            assertThat(schemaAccepts(with, file)).as("beside %s", pointer).isFalse();
            assertThat(codecAccepts(with, file)).as("beside %s", pointer).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("approvedFiles")
    void an_approved_event_keeps_its_hash(Path file) throws IOException {
        var read = ConfigurationJson.read(Files.readAllBytes(file), typeOf(file));

        if (read instanceof RecordedEvent recorded) {
            assertThat(EventHash.of(recorded)).isEqualTo(recorded.hash());
        }
    }

    @Test
    void every_type_of_message_has_an_approved_file_of_version_1() throws IOException {
        var types =
                Stream.of(
                                AcceleratorEvent.class,
                                AccessEvent.class,
                                AccountEvent.class,
                                BandwidthPlanEvent.class,
                                CatalogEvent.class,
                                AddressPoolEvent.class,
                                OrderEvent.class,
                                RelayEvent.class,
                                FleetRecord.class,
                                AcceleratorRecord.class,
                                RelayStatus.class,
                                LinkMessage.class,
                                CatalogEntry.class)
                        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                        .map(Class::getSimpleName);

        assertThat(approvedFiles().filter(file -> file.toString().endsWith(".v1.json")))
                .map(ContractTest::nameOf)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        types,
                                        Stream.of(
                                                "TrafficReport",
                                                "FlowRecord",
                                                "AskedProbe",
                                                "SignedCheckpoint"))
                                .toList());
    }

    /**
     * {@code approved-files.txt} holds the output of {@code sha256sum} for each file. A new file is
     * added to it; existing lines stay.
     */
    @Test
    void no_approved_file_was_edited_or_deleted() throws Exception {
        var listed = Files.readAllLines(APPROVED.resolveSibling("approved-files.txt"));

        var found = new ArrayList<String>();
        for (var file : approvedFiles().toList()) {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            found.add(
                    "%s  %s"
                            .formatted(
                                    HexFormat.of().formatHex(sha256),
                                    APPROVED.relativize(file).toString().replace('\\', '/')));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void the_examples_are_written_as_approved() throws IOException {
        for (var file : approvedFiles().toList()) {
            assertThat(written(Examples.named(nameOf(file))))
                    .as(file.toString())
                    .isEqualTo(tree(file));
        }
    }

    static Stream<Path> approvedFiles() throws IOException {
        try (var files = Files.walk(APPROVED)) {
            return files
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .stream();
        }
    }

    private static Schema schemaOf(Path file) {
        return SCHEMAS.getSchema(
                SchemaLocation.of("classpath:schema/%s.v1.schema.json".formatted(topicOf(file))));
    }

    private static Class<?> typeOf(Path file) {
        return switch (topicOf(file)) {
            case "recorded-event" -> RecordedEvent.class;
            case "accelerator-record" -> AcceleratorRecord.class;
            case "relay-status" -> RelayStatus.class;
            case "traffic-report" -> TrafficReport.class;
            case "flow-record" -> FlowRecord.class;
            case "fleet-record" -> FleetRecord.class;
            case "link-message" -> LinkMessage.class;
            case "probe-request" -> AskedProbe.class;
            case "signed-checkpoint" -> SignedCheckpoint.class;
            case "catalog-entry" -> CatalogEntry.class;
            default -> throw new AssertionError("no topic for " + file);
        };
    }

    private static String topicOf(Path file) {
        return APPROVED.relativize(file).getName(0).toString();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.v\\d+\\.json$", "");
    }

    private static JsonNode tree(Path file) throws IOException {
        return ConfigurationJson.mapper().readTree(Files.readAllBytes(file));
    }

    private static JsonNode written(Object message) {
        return ConfigurationJson.mapper().readTree(ConfigurationJson.write(message));
    }

    private static boolean codecAccepts(JsonNode json, Path file) {
        try {
            ConfigurationJson.read(ConfigurationJson.write(json), typeOf(file));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean schemaAccepts(JsonNode json, Path file) {
        var text = new String(ConfigurationJson.write(json), UTF_8);
        return schemaOf(file).validate(text, InputFormat.JSON).isEmpty();
    }

    /** The JSON Pointer of every property of every object in it. */
    private static List<String> properties(JsonNode json, String at) {
        var pointers = new ArrayList<String>();
        if (json.isObject()) {
            json.propertyStream()
                    .forEach(
                            property -> {
                                var pointer = at + "/" + property.getKey();
                                pointers.add(pointer);
                                pointers.addAll(properties(property.getValue(), pointer));
                            });
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                pointers.addAll(properties(json.get(i), at + "/" + i));
            }
        }
        return pointers;
    }
}
