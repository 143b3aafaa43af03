package io.sixlane.provisioning.problem;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One value of each type of a sealed family: texts are names in braces, numbers are 1. */
final class Specimen {
    private Specimen() {}

    /** One of every record of the family, by name. */
    static <T> List<T> ofEach(Class<T> family) {
        return records(family)
                .map(type -> family.cast(of(type, type, type.getSimpleName())))
                .toList();
    }

    /** By name. */
    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.<Class<?>>stream(type.getPermittedSubclasses())
                        .flatMap(Specimen::records)
                        .sorted(Comparator.comparing(Class::getSimpleName))
                : Stream.of(type);
    }

    private static Object of(Class<?> type, Type generic, String name) {
        if (type == String.class) {
            return "{" + name + "}";
        } else if (type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class || type == Long.class) {
            return 1L;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == List.class || type == Set.class) {
            var element = ((ParameterizedType) generic).getActualTypeArguments()[0];
            var only = of((Class<?>) element, element, name);
            return type == List.class ? List.of(only) : Set.of(only);
        } else if (type.isSealed()) {
            var first = records(type).findFirst().orElseThrow();
            return of(first, first, first.getSimpleName());
        }
        return ofRecord(type);
    }

    private static Object ofRecord(Class<?> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType);
        var values =
                Arrays.stream(components)
                        .map(c -> of(c.getType(), c.getGenericType(), c.getName()))
                        .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new LinkageError("no specimen of " + type, e);
        }
    }
}
