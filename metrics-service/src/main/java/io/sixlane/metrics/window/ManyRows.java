package io.sixlane.metrics.window;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * A statement over many rows, which it gets as one array for each column: the driver and PostgreSQL
 * have a few parameters to handle, not a few for each row. Rows keep their order.
 */
final class ManyRows<T> {
    private final String sql;
    private final List<Column<T>> columns;

    /**
     * @param sql with {@code %s} where a table expression belongs, whose columns have the names of
     *     these
     */
    ManyRows(String sql, List<Column<T>> columns) {
        var arrays =
                columns.stream()
                        .map(column -> "cast(? as %s[])".formatted(column.type()))
                        .collect(Collectors.joining(", "));
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        this.sql = sql.formatted("unnest(%s) as given (%s)".formatted(arrays, names));
        this.columns = List.copyOf(columns);
    }

    void execute(JdbcOperations jdbc, List<T> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var _ =
                jdbc.update(
                        sql,
                        statement -> {
                            for (var index = 0; index < columns.size(); index++) {
                                statement.setArray(
                                        index + 1,
                                        columns.get(index).of(rows, statement.getConnection()));
                            }
                        });
    }
}
