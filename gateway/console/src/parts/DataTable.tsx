import { Box, Group, type MantineBreakpoint, ScrollArea, Table, UnstyledButton } from "@mantine/core";
import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type OnChangeFn,
  type Row as RowOf,
  type RowData,
  type SortingState,
  useReactTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useDeferredValue, useMemo, useRef, useState } from "react";
import classes from "./DataTable.module.css";
import { Icon } from "./icons";

declare module "@tanstack/react-table" {
  // The names of the parameters are those of the library's own declaration.
  interface ColumnMeta<TData extends RowData, TValue> {
    visibleFrom?: MantineBreakpoint;
    numeric?: boolean;
    monospace?: boolean;
  }
}

/** More rows than this are drawn only while they are in sight. */
const VIRTUAL_FROM = 100;
const ROW_HEIGHT = 42;
const BEYOND_SIGHT = 6;
/** So many fill most screens; a page's other rows are drawn after its first paint. */
const FIRST_ROWS = 12;

export function DataTable<T>({
  label,
  columns,
  rows,
  rowId,
  sorting: givenSorting,
  onSortingChange,
  manualSorting = false,
  minWidth = 0,
}: {
  label: string;
  columns: ColumnDef<T, any>[];
  rows: T[];
  rowId: (row: T) => string;
  sorting?: SortingState;
  onSortingChange?: OnChangeFn<SortingState>;
  /** Whether rows come sorted. */
  manualSorting?: boolean;
  minWidth?: number;
}) {
  const [ownSorting, setOwnSorting] = useState<SortingState>([]);
  const viewport = useRef<HTMLDivElement>(null);
  // Rows keep the values of their columns: other columns, as with the names of regions, need other rows.
  const data = useMemo(() => rows.slice(), [rows, columns]);
  const table = useReactTable({
    data,
    columns,
    getRowId: rowId,
    state: { sorting: givenSorting ?? ownSorting },
    onSortingChange: onSortingChange ?? setOwnSorting,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    manualSorting,
  });
  const all = table.getRowModel().rows;
  const virtual = all.length > VIRTUAL_FROM;
  const virtualizer = useVirtualizer({
    count: all.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: BEYOND_SIGHT,
    enabled: virtual,
  });
  const drawn = useDeferredValue(all.length, FIRST_ROWS);
  const inSight = virtualizer.getVirtualItems();
  const shown = virtual ? inSight.flatMap(({ index }) => all[index] ?? []) : all.slice(0, drawn);
  const before = virtual ? (inSight[0]?.start ?? 0) : 0;
  const after = virtual ? virtualizer.getTotalSize() - (inSight.at(-1)?.end ?? 0) : 0;
  return (
    <ScrollArea.Autosize
      mah={virtual ? "70vh" : undefined}
      viewportRef={viewport}
      viewportProps={{ tabIndex: 0, role: "region", "aria-label": label }}
      type="auto"
    >
      <Table highlightOnHover stickyHeader={virtual} miw={minWidth} aria-label={label} aria-rowcount={all.length + 1}>
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map((header) => {
                const meta = header.column.columnDef.meta;
                const sorted = header.column.getIsSorted();
                const name = flexRender(header.column.columnDef.header, header.getContext());
                return (
                  <Table.Th
                    key={header.id}
                    {...(meta?.visibleFrom && { visibleFrom: meta.visibleFrom })}
                    ta={meta?.numeric ? "right" : "left"}
                    aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none"}
                    fz="xs"
                    c="dimmed"
                    {...(virtual && { style: { whiteSpace: "nowrap" } })}
                  >
                    {header.column.getCanSort() ? (
                      <UnstyledButton onClick={header.column.getToggleSortingHandler()} fz="inherit" fw="inherit" c="inherit">
                        <Group gap={4} wrap="nowrap" component="span">
                          {name}
                          {sorted && <Icon name={sorted === "asc" ? "up" : "down"} size={12} />}
                        </Group>
                      </UnstyledButton>
                    ) : (
                      name
                    )}
                  </Table.Th>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {before > 0 && <Box component="tr" h={before} aria-hidden="true" />}
          {shown.map((row) => (
            <Row key={row.id} row={row} fixed={virtual} />
          ))}
          {after > 0 && <Box component="tr" h={after} aria-hidden="true" />}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

/**
 * One row, of plain cells: a table with many rows is scrolled without a long task. A row that stays
 * in sight is not drawn again.
 */
const Row = memo(function Row<T>({ row, fixed }: { row: RowOf<T>; fixed: boolean }) {
  return (
    <Table.Tr h={fixed ? ROW_HEIGHT : undefined} className={fixed ? (classes["fixed"] ?? "") : ""}>
      {row.getVisibleCells().map((cell) => {
        const { visibleFrom, numeric, monospace } = cell.column.columnDef.meta ?? {};
        const kinds = [classes["cell"], visibleFrom && `mantine-visible-from-${visibleFrom}`, numeric && classes["numeric"], monospace && classes["monospace"]];
        return (
          <td key={cell.id} className={kinds.filter(Boolean).join(" ")}>
            {flexRender(cell.column.columnDef.cell, cell.getContext())}
          </td>
        );
      })}
    </Table.Tr>
  );
}) as <T>(props: { row: RowOf<T>; fixed: boolean }) => ReactNode;
