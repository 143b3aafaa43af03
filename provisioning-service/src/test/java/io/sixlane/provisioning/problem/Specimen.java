package io.sixlane.provisioning.problem;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One value of each type of a sealed family. Texts are names in braces; numbers and moments are
 * others for each name, so that {@link #named} finds them again in a message.
 */
final class Specimen {
    /** Ports, prefixes of plans and most other numbers may be as large; what may not is 1. */
    private static final int FIRST = 60_000;

    private static final List<String> NAMES = new ArrayList<>();

    private Specimen() {}

    /** A message with the names of values in place of their numbers and moments. */
    static String named(String message) {
        var text = message;
        for (var index = 0; index < NAMES.size(); index++) {
            var name = "{" + NAMES.get(index) + "}";
            text =
                    text.replace(moment(index).toString(), name)
                            .replace(String.format(Locale.ROOT, "%,d", FIRST + index), name)
                            .replace(Integer.toString(FIRST + index), name);
        }
        return text;
    }

    private static int indexOf(String name) {
        if (!NAMES.contains(name)) {
            NAMES.add(name);
        }
        return NAMES.indexOf(name);
    }

    private static Instant moment(int index) {
        return Instant.EPOCH.plus(Duration.ofDays(index));
    }

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
            return FIRST + indexOf(name);
        } else if (type == long.class || type == Long.class) {
            return (long) FIRST + indexOf(name);
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return moment(indexOf(name));
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

    private static Object[] small(Object[] values) {
        return Arrays.stream(values)
                .map(
                        value ->
                                switch (value) {
                                    case Integer _ -> 1;
                                    case Long _ -> 1L;
                                    default -> value;
                                })
                .toArray();
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
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException _) {
                return constructor.newInstance(small(values));
            }
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new LinkageError("no specimen of " + type, e);
        }
    }
}
