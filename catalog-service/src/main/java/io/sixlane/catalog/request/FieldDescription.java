package io.sixlane.catalog.request;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notes what a reader asks for instead of reading anything: the schema of a body is what its reader
 * does, so the document cannot say anything else. Readers get legal stand-ins.
 */
final class FieldDescription extends RequestFields {
    private final Map<String, Schema<?>> properties;
    private final Set<String> required;

    /** What there is beside these fields when another kind of body is read. */
    private final List<FieldDescription> others = new ArrayList<>();

    private FieldDescription(Map<String, Schema<?>> properties, Set<String> required) {
        this.properties = properties;
        this.required = required;
    }

    private FieldDescription() {
        this(new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    static Schema<?> of(Function<RequestFields, ?> reader) {
        var description = new FieldDescription();
        var _ = reader.apply(description);
        return description.schema();
    }

    private Schema<?> schema() {
        if (others.isEmpty()) {
            return objectSchema();
        }
        var kinds = new JsonSchema();
        kinds.addOneOfItem(objectSchema());
        others.forEach(other -> kinds.addOneOfItem(other.objectSchema()));
        return kinds;
    }

    private Schema<?> objectSchema() {
        var schema = typed("object");
        properties.forEach(schema::addProperty);
        required.forEach(schema::addRequiredItem);
        schema.setAdditionalProperties(false);
        return schema;
    }

    private static JsonSchema typed(String type) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        return schema;
    }

    private void note(String name, Schema<?> schema, boolean isRequired) {
        if (!isRequired) {
            schema.getTypes().add("null");
            if (schema.getEnum() != null) {
                schema.getEnum().add(null);
            }
        }
        properties.put(name, schema);
        if (isRequired) {
            required.add(name);
        }
        others.forEach(other -> other.note(name, schema, isRequired));
    }

    private static JsonSchema constants(Collection<String> allowed) {
        var schema = typed("string");
        schema.setEnum(new ArrayList<>(allowed));
        return schema;
    }

    private static JsonSchema codes(CodeForm form) {
        var schema = typed("string");
        schema.setMinLength(1);
        schema.setMaxLength(form.most());
        schema.setFormat(form.format());
        schema.setExample(form.example());
        return schema;
    }

    private static JsonSchema integers(long least, long most) {
        var schema = typed("integer");
        schema.setMinimum(BigDecimal.valueOf(least));
        schema.setMaximum(BigDecimal.valueOf(most));
        return schema;
    }

    @Override
    public String choice(String name, Collection<String> allowed) {
        note(name, constants(allowed), true);
        return allowed.iterator().next();
    }

    @Override
    public @Nullable String optionalChoice(String name, Collection<String> allowed) {
        note(name, constants(allowed), false);
        return null;
    }

    @Override
    public String code(String name, CodeForm form, Collection<String> known) {
        note(name, codes(form), true);
        return form.example();
    }

    @Override
    public List<String> codes(String name, CodeForm form, int most, Collection<String> known) {
        var schema = typed("array");
        schema.setMinItems(1);
        schema.setMaxItems(most);
        schema.setUniqueItems(true);
        schema.setItems(codes(form));
        note(name, schema, true);
        return List.of(form.example());
    }

    @Override
    public long integer(String name, long least, long most) {
        note(name, integers(least, most), true);
        return least;
    }

    @Override
    public @Nullable Long optionalInteger(String name, long least, long most) {
        note(name, integers(least, most), false);
        return null;
    }

    @Override
    public boolean flag(String name) {
        note(name, typed("boolean"), true);
        return false;
    }

    @Override
    public @Nullable Boolean optionalFlag(String name) {
        note(name, typed("boolean"), false);
        return null;
    }

    @Override
    public <T> T object(String name, Function<RequestFields, T> reader) {
        note(name, of(reader), true);
        return reader.apply(new FieldDescription());
    }

    @Override
    public <T> @Nullable T optionalObject(String name, Function<RequestFields, T> reader) {
        note(name, of(reader), false);
        return null;
    }

    @Override
    public <T> T either(
            String name,
            Function<RequestFields, T> there,
            String otherwise,
            Function<RequestFields, T> missing) {
        var other =
                new FieldDescription(
                        new LinkedHashMap<>(properties), new LinkedHashSet<>(required));
        var _ = missing.apply(other);
        var value = there.apply(this);
        others.add(other);
        return value;
    }
}
