package io.sixlane.metrics.window;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * One column of many rows.
 *
 * @param name in the statement
 * @param type of PostgreSQL
 * @param value of a row, as the driver takes it in an array
 * @param array of so many values
 */
record Column<T>(String name, String type, Function<T, Object> value, IntFunction<Object[]> array) {
    static <T> Column<T> text(String name, Function<T, String> value) {
        return new Column<>(name, "text", value::apply, String[]::new);
    }

    static <T> Column<T> whole(String name, ToIntFunction<T> value) {
        return new Column<>(name, "int4", value::applyAsInt, Integer[]::new);
    }

    static <T> Column<T> number(String name, ToLongFunction<T> value) {
        return new Column<>(name, "int8", value::applyAsLong, Long[]::new);
    }

    static <T> Column<T> bytes(String name, Function<T, byte[]> value) {
        return new Column<>(name, "bytea", value::apply, byte[][]::new);
    }

    static <T> Column<T> moment(String name, Function<T, Instant> value) {
        return new Column<>(name, "timestamptz", row -> value.apply(row).toString(), String[]::new);
    }

    /** The column of a part of each row. */
    <U> Column<U> of(Function<U, T> part) {
        return new Column<>(name, type, part.andThen(value), array);
    }

    Array of(List<T> rows, Connection connection) throws SQLException {
        var values = array.apply(rows.size());
        for (var row = 0; row < values.length; row++) {
            values[row] = value.apply(rows.get(row));
        }
        return connection.createArrayOf(type, values);
    }
}
