import { Card, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { formatPercent } from "../../parts/format";
import { useRegionName } from "../../parts/regions";

/** Measured round trips between the relays of regions. */
export function RegionLinks({ pairs }: { pairs: Schemas["RegionPair"][] }) {
  const { t } = useTranslation();
  const name = useRegionName();
  return (
    <Card p={0}>
      <Text component="h2" fw={600} p="md" pb={0}>
        {t("overview.links")}
      </Text>
      {pairs.length === 0 ? (
        <Text p="md" pt={6} c="dimmed" fz="sm">
          {t("overview.noLinks")}
        </Text>
      ) : (
        <DataTable
          label={t("overview.links")}
          rows={pairs}
          rowId={(pair) => `${pair.fromRegion} ${pair.toRegion}`}
          columns={[
            { id: "pair", header: t("traffic.regionPair"), accessorFn: (pair) => `${name(pair.fromRegion)} → ${name(pair.toRegion)}` },
            { id: "p50", header: t("overview.roundTrip"), accessorFn: (pair) => pair.p50Millis, meta: { numeric: true }, cell: ({ getValue }) => millis(getValue<number | undefined>()) },
            { id: "p95", header: "p95", accessorFn: (pair) => pair.p95Millis, meta: { numeric: true, visibleFrom: "sm" }, cell: ({ getValue }) => millis(getValue<number | undefined>()) },
            { id: "loss", header: t("traffic.loss"), accessorFn: (pair) => Math.max(pair.lossThere ?? 0, pair.lossBack ?? 0) * 100, meta: { numeric: true }, cell: ({ getValue }) => formatPercent(getValue<number>()) },
            { id: "up", header: t("overview.up"), accessorFn: (pair) => `${pair.up ?? 0} / ${pair.links ?? 0}`, meta: { numeric: true } },
          ]}
        />
      )}
    </Card>
  );
}

export function millis(value: number | null | undefined): string {
  return typeof value === "number" ? `${value < 10 ? value.toFixed(1) : Math.round(value)} ms` : "–";
}
