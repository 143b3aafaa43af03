package io.sixlane.http.body;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records the fields that a reader asks for, instead of reading: the schema of a body is what its
 * reader does, so the document cannot differ from it. Readers get legal stand-ins.
 */
final class FieldDescription extends JsonFields {
    private final List<Shape> shapes;

    /** The fields of one kind of object. */
    private record Shape(Map<String, Schema<?>> properties, Set<String> required) {
        Shape() {
            this(new LinkedHashMap<>(), new LinkedHashSet<>());
        }

        Shape copy() {
            return new Shape(new LinkedHashMap<>(properties), new LinkedHashSet<>(required));
        }

        Schema<?> schema() {
            var schema = typed("object");
            properties.forEach(schema::addProperty);
            required.forEach(schema::addRequiredItem);
            schema.setAdditionalProperties(false);
            return schema;
        }
    }

    private FieldDescription(List<Shape> shapes) {
        super(NOTHING, "", new ArrayList<>());
        this.shapes = shapes;
    }

    static Schema<?> of(Function<JsonFields, ?> reader) {
        var description = new FieldDescription(new ArrayList<>(List.of(new Shape())));
        return description.read(reader).schema();
    }

    private FieldDescription read(Function<JsonFields, ?> reader) {
        var _ = reader.apply(this);
        return this;
    }

    private Schema<?> schema() {
        if (shapes.size() == 1) {
            return shapes.getFirst().schema();
        }
        var schema = new JsonSchema();
        shapes.forEach(shape -> schema.addOneOfItem(shape.schema()));
        return schema;
    }

    private static JsonSchema typed(String type) {
        var schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(type)));
        return schema;
    }

    private void note(String name, Schema<?> schema, boolean required) {
        if (!required) {
            allowNull(schema);
        }
        for (var shape : shapes) {
            shape.properties().put(name, schema);
            if (required) {
                shape.required().add(name);
            }
        }
    }

    private static void allowNull(Schema<?> schema) {
        if (schema.getOneOf() != null) {
            var kind = typed("null");
            if (!schema.getOneOf().contains(kind)) {
                schema.addOneOfItem(kind);
            }
        } else if (schema.getTypes() != null && schema.getTypes().add("null")) {
            if (schema.getEnum() != null) {
                schema.getEnum().add(null);
            }
        }
    }

    private static JsonSchema textSchema(Function<String, ?> check) {
        var schema = typed("string");
        if (check instanceof TextForm form) {
            schema.setMinLength(form.least());
            schema.setMaxLength(form.most());
            schema.setExample(form.example());
            if (form.format() != null) {
                schema.setFormat(form.format());
            }
            if (form.pattern() != null) {
                schema.setPattern("^(?:" + form.pattern() + ")$");
            }
        }
        return schema;
    }

    private static JsonSchema integerSchema(long min, long max) {
        var schema = typed("integer");
        schema.setMinimum(BigDecimal.valueOf(min));
        schema.setMaximum(BigDecimal.valueOf(max));
        return schema;
    }

    private static JsonSchema constantsSchema(List<String> names) {
        var schema = typed("string");
        schema.setEnum(new ArrayList<>(names));
        return schema;
    }

    private static <E extends Enum<E>> JsonSchema constantsSchema(Class<E> type) {
        return constantsSchema(Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    }

    private static JsonSchema arraySchema(int min, int max, Schema<?> entry) {
        var schema = typed("array");
        schema.setMinItems(min);
        schema.setMaxItems(max);
        schema.setItems(entry);
        return schema;
    }

    @Override
    public boolean has(String name) {
        return false;
    }

    @Override
    public void ignore(String... names) {
        for (var name : names) {
            var schema = new JsonSchema();
            schema.setDescription("Not read.");
            note(name, schema, false);
        }
    }

    @Override
    public String text(String name, TextForm form) {
        note(name, textSchema(form), true);
        return form.example();
    }

    @Override
    public @Nullable String optionalText(String name, TextForm form) {
        note(name, textSchema(form), false);
        return null;
    }

    @Override
    public int integer(String name, int min, int max) {
        note(name, integerSchema(min, max), true);
        return min;
    }

    @Override
    public long longInteger(String name, long min, long max) {
        note(name, integerSchema(min, max), true);
        return min;
    }

    @Override
    public @Nullable Integer optionalInteger(String name, int min, int max) {
        note(name, integerSchema(min, max), false);
        return null;
    }

    @Override
    public boolean bool(String name, boolean absent) {
        note(name, typed("boolean"), false);
        return absent;
    }

    @Override
    public boolean requiredBool(String name) {
        note(name, typed("boolean"), true);
        return false;
    }

    @Override
    public @Nullable Boolean optionalBool(String name) {
        note(name, typed("boolean"), false);
        return null;
    }

    @Override
    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        note(name, constantsSchema(type), true);
        return type.getEnumConstants()[0];
    }

    @Override
    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E absent) {
        note(name, constantsSchema(type), false);
        return absent;
    }

    @Override
    public <E extends Enum<E>> @Nullable E optionalOneOf(String name, Class<E> type) {
        note(name, constantsSchema(type), false);
        return null;
    }

    @Override
    public <T> T object(String name, Function<JsonFields, T> reader) {
        note(name, of(reader), true);
        return reader.apply(new FieldDescription(new ArrayList<>(List.of(new Shape()))));
    }

    @Override
    public <T> @Nullable T optionalObject(String name, Function<JsonFields, T> reader) {
        note(name, of(reader), false);
        return null;
    }

    @Override
    public List<String> codes(String name, int min, int max) {
        note(name, arraySchema(min, max, textSchema(CODE)), min > 0);
        return List.of();
    }

    @Override
    public String known(String name, TextForm form, Collection<String> known) {
        return text(name, form);
    }

    @Override
    public List<String> knownTexts(String name, int max, TextForm form, Collection<String> known) {
        var schema = arraySchema(1, max, textSchema(form));
        schema.setUniqueItems(true);
        note(name, schema, true);
        return List.of(form.example());
    }

    @Override
    public <T> List<T> list(String name, int min, int max, Function<JsonFields, T> reader) {
        note(name, arraySchema(min, max, of(reader)), min > 0);
        return List.of();
    }

    @Override
    public <T> @Nullable List<T> optionalList(
            String name, int max, Function<JsonFields, T> reader) {
        list(name, 0, max, reader);
        return null;
    }

    @Override
    public List<String> texts(String name, int min, int max, TextForm form) {
        note(name, arraySchema(min, max, textSchema(form)), min > 0);
        return List.of();
    }

    @Override
    public <T> PatchedField<T> change(String name, Function<String, T> reader) {
        var _ = reader.apply(name);
        for (var shape : shapes) {
            shape.required().remove(name);
            allowNull(shape.properties().getOrDefault(name, new JsonSchema()));
        }
        return PatchedField.kept();
    }

    @Override
    public <T> PatchedField<T> requiredChange(String name, Function<String, T> reader) {
        var _ = reader.apply(name);
        shapes.forEach(shape -> shape.required().remove(name));
        return PatchedField.kept();
    }

    @Override
    public void immutable(String name, String instead) {
        // no field of the request
    }

    @Override
    public void refused(String name, String why) {
        // no field of the request
    }

    @Override
    public <E, T> T union(
            String tag,
            List<E> kinds,
            Function<E, String> names,
            @Nullable E absent,
            BiFunction<E, JsonFields, T> reader) {
        var start = List.copyOf(shapes);
        shapes.clear();
        T last = null;
        for (var kind : kinds) {
            var one =
                    new FieldDescription(new ArrayList<>(start.stream().map(Shape::copy).toList()));
            one.note(tag, constantsSchema(List.of(names.apply(kind))), !kind.equals(absent));
            last = reader.apply(kind, one);
            shapes.addAll(one.shapes);
        }
        return Objects.requireNonNull(last);
    }

    @Override
    public <T> T either(
            String name, Function<JsonFields, T> there, Function<JsonFields, T> missing) {
        var with = new FieldDescription(new ArrayList<>(shapes.stream().map(Shape::copy).toList()));
        with.note(name, of(there), true);
        var value = missing.apply(this);
        shapes.addAll(with.shapes);
        return value;
    }

    @Override
    public <T> T alternative(
            String name,
            Function<JsonFields, T> there,
            String otherwise,
            Function<JsonFields, T> missing) {
        var with = new FieldDescription(new ArrayList<>(shapes.stream().map(Shape::copy).toList()));
        var value = there.apply(with);
        var _ = missing.apply(this);
        shapes.addAll(with.shapes);
        return value;
    }
}
