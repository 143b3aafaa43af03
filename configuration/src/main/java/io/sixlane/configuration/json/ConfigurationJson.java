package io.sixlane.configuration.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sixlane.configuration.accelerator.AcceleratorEvent;
import io.sixlane.configuration.access.AccessEvent;
import io.sixlane.configuration.account.AccountEvent;
import io.sixlane.configuration.addresspool.AddressPoolEvent;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanEvent;
import io.sixlane.configuration.catalog.CatalogEntry;
import io.sixlane.configuration.catalog.CatalogEvent;
import io.sixlane.configuration.fleet.FleetRecord;
import io.sixlane.configuration.fleet.JoinAnswer;
import io.sixlane.configuration.fleet.JoinMessage;
import io.sixlane.configuration.fleet.RelayEvent;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.order.OrderEvent;
import io.sixlane.configuration.relay.RelayStatus;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON form of everything in the log, the same on every topic, on disk and in tables.
 *
 * <p>Instants are ISO 8601 in UTC, ids are plain strings, {@code type} is the simple name of a
 * sealed family's member. Null components are not written, so that a component added later, which
 * is then nullable, leaves the JSON (and the hash) of older events as it was. Properties that the
 * reader does not know are ignored; one it cannot do without must be there.
 */
public final class ConfigurationJson {
    private static final List<Class<?>> FAMILIES =
            List.of(
                    AccessEvent.class,
                    AccountEvent.class,
                    AcceleratorEvent.class,
                    BandwidthPlanEvent.class,
                    CatalogEvent.class,
                    AddressPoolEvent.class,
                    OrderEvent.class,
                    RelayEvent.class,
                    FleetRecord.class,
                    JoinMessage.class,
                    JoinAnswer.class,
                    AcceleratorRecord.class,
                    RelayStatus.class,
                    CatalogEntry.class);

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .annotationIntrospector(new RequiredComponents())
                    .addModule(
                            new SimpleModule()
                                    .addDeserializer(
                                            AcceleratorImage.class,
                                            new StdConvertingDeserializer<>(
                                                    new FlatImage.ToImage())))
                    .registerSubtypes(
                            FAMILIES.stream()
                                    .flatMap(ConfigurationJson::members)
                                    .toArray(NamedType[]::new))
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ConfigurationJson() {}

    /** The mapper itself, for trees and generic types; immutable. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** UTF-8, on one line. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is not JSON, not of this type, or lacks something
     */
    public static <T> T read(byte[] json, Class<T> type) {
        return read(json, type, MAPPER.reader());
    }

    /**
     * Like {@link #read}, for values that will be written again: members unknown to this version
     * would be lost.
     *
     * @throws IllegalArgumentException also if it has a property that the type does not have
     */
    public static <T> T readWhole(byte[] json, Class<T> type) {
        return read(
                json,
                type,
                MAPPER.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
    }

    private static <T> T read(byte[] json, Class<T> type, ObjectReader reader) {
        T value;
        try {
            value = reader.forType(type).readValue(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "cannot read %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
                    e);
        } catch (StackOverflowError e) { // an Error would end the reader of a topic
            throw new IllegalArgumentException(
                    "cannot read %s: nested too deep".formatted(type.getSimpleName()), e);
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "cannot read %s: it is null".formatted(type.getSimpleName()));
        }
        return value;
    }

    private static Stream<NamedType> members(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .map(member -> new NamedType(member, member.getSimpleName()));
    }
}
