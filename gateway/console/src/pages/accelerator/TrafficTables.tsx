import { Card, Text } from "@mantine/core";
import type { ColumnDef } from "@tanstack/react-table";
import { useTranslation } from "react-i18next";
import type { Accelerator, Schemas, Traffic } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { formatBytes, formatCount, formatMicros, formatPercent } from "../../parts/format";
import { useRegionName } from "../../parts/regions";

interface Row {
  id: string;
  name: string;
  figures: Pick<
    Schemas["metrics.RegionPair"],
    "connectionsOpened" | "connectionsActive" | "bytesIn" | "bytesOut" | "connectMicros" | "firstByteMicros" | "client" | "endpoint"
  >;
}

/** The same figures by pair of regions and by endpoint. */
export function TrafficTables({ traffic, accelerator }: { traffic: Traffic; accelerator: Accelerator }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const endpoints = new Map(
    (accelerator.listeners ?? []).flatMap((listener) =>
      (listener.endpointGroups ?? []).flatMap((group) =>
        (group.endpoints ?? []).map((endpoint) => [endpoint.id, `${listener.name} · ${group.name} · ${endpoint.address}`] as const),
      ),
    ),
  );
  const pairs: Row[] = (traffic.regionPairs ?? []).map((pair) => ({
    id: `${pair.region} ${pair.endpointRegion}`,
    name: `${name(pair.region)} → ${name(pair.endpointRegion)}`,
    figures: pair,
  }));
  const byEndpoint: Row[] = (traffic.listeners ?? []).flatMap((listener) =>
    (listener.endpoints ?? []).map((endpoint) => ({
      id: `${listener.listenerId} ${endpoint.endpointId}`,
      name: endpoints.get(endpoint.endpointId) ?? `${listener.listenerId} · ${endpoint.endpointId}`,
      figures: endpoint,
    })),
  );
  return (
    <>
      <Figures title={t("traffic.byPair")} rows={pairs} />
      <Figures title={t("traffic.byEndpoint")} rows={byEndpoint} />
    </>
  );
}

function Figures({ title, rows }: { title: string; rows: Row[] }) {
  const { t } = useTranslation();
  const number = (
    id: string,
    header: string,
    value: (figures: Row["figures"]) => number | null | undefined,
    format: (value: number | undefined) => string,
  ): ColumnDef<Row> => ({
    id,
    header,
    accessorFn: (row) => value(row.figures) ?? undefined,
    sortUndefined: "last",
    meta: { numeric: true },
    cell: ({ getValue }) => format(getValue<number | undefined>()),
  });
  if (rows.length === 0) {
    return null;
  }
  return (
    <Card p={0}>
      <Text fw={600} fz="sm" p="sm" pb={0}>
        {title}
      </Text>
      <DataTable
        label={title}
        rows={rows}
        rowId={(row) => row.id}
        minWidth={860}
        columns={[
          { id: "name", header: t("traffic.where"), accessorFn: (row) => row.name },
          number("opened", t("traffic.opened"), (one) => one.connectionsOpened, formatCount),
          number("active", t("traffic.active"), (one) => one.connectionsActive, formatCount),
          number("in", t("traffic.bytesIn"), (one) => one.bytesIn, formatBytes),
          number("out", t("traffic.bytesOut"), (one) => one.bytesOut, formatBytes),
          number("connect", t("traffic.connect50"), (one) => one.connectMicros?.p50, formatMicros),
          number("first", t("traffic.firstByte95"), (one) => one.firstByteMicros?.p95, formatMicros),
          number("rtt", t("traffic.rtt"), (one) => one.endpoint?.rttMicros?.p50, formatMicros),
          number("jitter", t("traffic.jitter"), (one) => one.endpoint?.jitterMicros?.p50, formatMicros),
          number("loss", t("traffic.loss"), (one) => one.endpoint?.lossPercent, formatPercent),
        ]}
      />
    </Card>
  );
}
