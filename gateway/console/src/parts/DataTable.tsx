import { Box, Group, type MantineBreakpoint, ScrollArea, Table, UnstyledButton } from "@mantine/core";
import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type OnChangeFn,
  type RowData,
  type SortingState,
  useReactTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { Icon } from "./icons";

declare module "@tanstack/react-table" {
  // The names of the parameters are those of the library's own declaration.
  interface ColumnMeta<TData extends RowData, TValue> {
    visibleFrom?: MantineBreakpoint;
    numeric?: boolean;
  }
}

/** More rows than this are drawn only while they are in sight. */
const VIRTUAL_FROM = 100;
const ROW_HEIGHT = 42;

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
  const table = useReactTable({
    data: rows,
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
    overscan: 12,
    enabled: virtual,
  });
  const inSight = virtualizer.getVirtualItems();
  const shown = virtual ? inSight.flatMap(({ index }) => all[index] ?? []) : all;
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
            <Table.Tr key={row.id} h={virtual ? ROW_HEIGHT : undefined}>
              {row.getVisibleCells().map((cell) => {
                const meta = cell.column.columnDef.meta;
                return (
                  <Table.Td
                    key={cell.id}
                    {...(meta?.visibleFrom && { visibleFrom: meta.visibleFrom })}
                    ta={meta?.numeric ? "right" : "left"}
                    style={meta?.numeric ? { fontVariantNumeric: "tabular-nums" } : {}}
                  >
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
          {after > 0 && <Box component="tr" h={after} aria-hidden="true" />}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
