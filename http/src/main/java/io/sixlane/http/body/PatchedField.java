package io.sixlane.http.body;

import org.jspecify.annotations.Nullable;

/**
 * The value of one field in a PATCH.
 *
 * @param given false when the field is absent: it stays as it is
 * @param value null asks for the default
 */
public record PatchedField<T>(boolean given, @Nullable T value) {
    public static <T> PatchedField<T> kept() {
        return new PatchedField<>(false, null);
    }

    public static <T> PatchedField<T> to(@Nullable T value) {
        return new PatchedField<>(true, value);
    }

    /** The new value of a field that always has one. */
    public T or(T held, T byDefault) {
        if (!given) {
            return held;
        }
        return value == null ? byDefault : value;
    }

    /** The new value of a field whose default is null. */
    public @Nullable T orHeld(@Nullable T held) {
        return given ? value : held;
    }
}
