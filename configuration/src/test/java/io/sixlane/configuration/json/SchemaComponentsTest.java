package io.sixlane.configuration.json;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
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
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.SignedCheckpoint;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.OrderEvent;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.FlowRecord;
import io.sixlane.configuration.relay.LinkMessage;
import io.sixlane.configuration.relay.RelayStatus;
import io.sixlane.configuration.relay.TrafficReport;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every component of every record that a topic carries is described by the schema of the topic, and
 * shown by an approved message; the schema describes nothing else.
 */
class SchemaComponentsTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/schema");
    private static final Path APPROVED = Path.of("src/test/resources/approved");

    private static final Map<String, Class<?>> TOPICS =
            Map.of(
                    "recorded-event", RecordedEvent.class,
                    "accelerator-record", AcceleratorRecord.class,
                    "relay-status", RelayStatus.class,
                    "traffic-report", TrafficReport.class,
                    "flow-record", FlowRecord.class,
                    "fleet-record", FleetRecord.class,
                    "link-message", LinkMessage.class,
                    "probe-request", AskedProbe.class,
                    "signed-checkpoint", SignedCheckpoint.class,
                    "catalog-entry", CatalogEntry.class);

    /** Not sealed as a whole. */
    private static final List<Class<?>> EVENTS =
            List.of(
                    AccessEvent.class,
                    AccountEvent.class,
                    AcceleratorEvent.class,
                    BandwidthPlanEvent.class,
                    CatalogEvent.class,
                    AddressPoolEvent.class,
                    OrderEvent.class,
                    RelayEvent.class);

    private final Map<String, JsonNode> files = new HashMap<>();

    /** A schema where it stands: references are within its file unless they name another. */
    private record Place(String file, JsonNode schema) {}

    static Stream<String> topics() {
        return TOPICS.keySet().stream().sorted();
    }

    @Test
    void every_schema_of_messages_is_compared() throws IOException {
        try (var found = Files.list(SCHEMAS)) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(topics(), Stream.of("values"))
                                    .map(name -> name + ".v1.schema.json")
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void schema_and_records_have_the_same_components(String topic) {
        var file = topic + ".v1.schema.json";
        compare(type(topic), new Place(file, file(file)), topic);
    }

    @Test
    void approved_messages_show_every_component() throws IOException {
        var shown = new TreeSet<String>();
        var there = new TreeSet<String>();
        for (var topic : topics().toList()) {
            there.addAll(components(type(topic)));
            try (var messages = Files.list(APPROVED.resolve(topic))) {
                for (var message : messages.toList()) {
                    var json = ConfigurationJson.mapper().readTree(Files.readAllBytes(message));
                    show(type(topic), json, shown);
                }
            }
        }

        assertThat(shown).containsExactlyInAnyOrderElementsOf(there);
    }

    private void compare(Type declared, Place where, String at) {
        var place = resolved(where);
        if (declared instanceof ParameterizedType list) { // or set
            assertThat(place.schema().path("type").asString()).as(at).isEqualTo("array");
            var items = new Place(place.file(), place.schema().path("items"));
            compare(list.getActualTypeArguments()[0], items, at + "/*");
            return;
        }
        if (!(declared instanceof Class<?> type)) {
            throw new AssertionError("%s is a %s".formatted(at, declared));
        }
        if (type.isEnum()) {
            assertThat(place.schema().path("enum").valueStream().map(JsonNode::asString))
                    .as(at)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(type.getEnumConstants()).map(Object::toString).toList());
        } else if (type.isInterface()) {
            compareMembers(type, place, at);
        } else if (isObject(type)) {
            compareComponents(type, place, at);
        }
    }

    private void compareMembers(Class<?> family, Place place, String at) {
        var members = members(family).collect(toMap(Class::getSimpleName, member -> member));
        var described = new ArrayList<String>();
        for (var alternative : place.schema().path("oneOf")) {
            var one = resolved(new Place(place.file(), alternative));
            var name = one.schema().at("/properties/type/const").asString();
            described.add(name);
            var member = members.get(name);
            if (member != null) {
                compareComponents(member, one, at + "/" + name);
            }
        }
        assertThat(described).as(at).containsExactlyInAnyOrderElementsOf(members.keySet());
    }

    private void compareComponents(Class<?> type, Place place, String at) {
        if (place.schema().has("oneOf")) {
            compareForms(type, place, at);
            return;
        }
        var properties = place.schema().path("properties");
        var typed = isMember(type) ? Stream.of("type") : Stream.<String>empty();
        var names = Stream.concat(typed, names(type)).toList();
        assertThat(properties.propertyNames())
                .as("properties of %s", at)
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(place.schema().path("required").valueStream().map(JsonNode::asString))
                .as("required of %s", at)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().filter(name -> !optional(type).contains(name)).toList());
        for (var component : written(type)) {
            compare(
                    component.getGenericType(),
                    new Place(place.file(), properties.path(component.getName())),
                    at + "/" + component.getName());
        }
    }

    /** A record of which some components belong together: the forms have all of them. */
    private static void compareForms(Class<?> type, Place place, String at) {
        var described = new TreeSet<String>();
        for (var form : place.schema().path("oneOf")) {
            described.addAll(form.path("properties").propertyNames());
        }
        assertThat(described)
                .as("properties of %s", at)
                .containsExactlyInAnyOrderElementsOf(names(type).toList());
    }

    /** {@code Type.component} of every one that {@code json} has. */
    private void show(Type declared, JsonNode json, Set<String> shown) {
        if (declared instanceof ParameterizedType list) {
            json.forEach(one -> show(list.getActualTypeArguments()[0], one, shown));
        } else if (declared instanceof Class<?> type && type.isInterface()) {
            var name = json.path("type").asString();
            members(type)
                    .filter(member -> member.getSimpleName().equals(name))
                    .forEach(member -> show(member, json, shown));
        } else if (declared instanceof Class<?> type && isObject(type)) {
            for (var component : written(type)) {
                if (json.has(component.getName())) {
                    shown.add(name(component));
                    show(component.getGenericType(), json.path(component.getName()), shown);
                }
            }
        }
    }

    /** All types that are reachable from {@code root}. */
    private static Set<String> components(Class<?> root) {
        var names = new TreeSet<String>();
        var todo = new ArrayList<Type>(List.of(root));
        var done = new LinkedHashSet<Type>();
        while (!todo.isEmpty()) {
            var next = todo.removeLast();
            if (!done.add(next)) {
                continue;
            }
            if (next instanceof ParameterizedType list) {
                todo.add(list.getActualTypeArguments()[0]);
            } else if (next instanceof Class<?> type && type.isInterface()) {
                members(type).forEach(todo::add);
            } else if (next instanceof Class<?> type && isObject(type)) {
                for (var component : written(type)) {
                    names.add(name(component));
                    todo.add(component.getGenericType());
                }
            }
        }
        return names;
    }

    private static String name(RecordComponent component) {
        return component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    }

    /**
     * The components that stand in the JSON object of the record, those of an unwrapped one too.
     */
    private static List<RecordComponent> written(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .flatMap(
                        one ->
                                one.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                                        ? written(one.getType()).stream()
                                        : Stream.of(one))
                .toList();
    }

    private static Class<?> type(String topic) {
        var type = TOPICS.get(topic);
        if (type == null) {
            throw new AssertionError("no topic " + topic);
        }
        return type;
    }

    private static Stream<String> names(Class<?> type) {
        return written(type).stream().map(RecordComponent::getName);
    }

    private static List<String> optional(Class<?> type) {
        return written(type).stream()
                .filter(one -> one.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();
    }

    /** A record that is written as an object and not as one value. */
    private static boolean isObject(Class<?> type) {
        return type.isRecord()
                && Stream.of(type.getDeclaredMethods())
                        .noneMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private static boolean isMember(Class<?> type) {
        return type.getInterfaces().length > 0 && members(type.getInterfaces()[0]).count() > 0;
    }

    private static Stream<Class<?>> members(Class<?> family) {
        if (family == StreamEvent.class) {
            return EVENTS.stream().flatMap(SchemaComponentsTest::members);
        }
        var permitted = family.getPermittedSubclasses();
        return permitted == null ? Stream.of() : Stream.of(permitted);
    }

    private Place resolved(Place place) {
        var reference = place.schema().path("$ref");
        if (reference.isMissingNode()) {
            return place;
        }
        var text = reference.asString();
        var cut = text.indexOf('#');
        var file = cut == 0 ? place.file() : text.substring(0, cut);
        return resolved(new Place(file, file(file).at(text.substring(cut + 1))));
    }

    private JsonNode file(String name) {
        return files.computeIfAbsent(
                name,
                _ -> {
                    try {
                        return ConfigurationJson.mapper()
                                .readTree(Files.readAllBytes(SCHEMAS.resolve(name)));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}
