import { Card, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { healthQuery } from "../../api/queries";
import type { Schemas } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { formatCount, formatEndpoint, formatMicros } from "../../parts/format";
import { AnchorLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { useRegionName } from "../../parts/regions";
import { ToneBadge } from "../../parts/State";
import type { Tone } from "../../parts/state";
import { useAccelerator } from "./AcceleratorPage";

const TONES: Record<string, Tone> = {
  NORMAL: "good",
  HEALTHY: "good",
  PARTIALLY_ABNORMAL: "wait",
  ABNORMAL: "bad",
  UNHEALTHY: "bad",
  INIT: "unknown",
  UNKNOWN: "unknown",
};

/** Each endpoint as each relay finds it. */
export function HealthTab() {
  const { t } = useTranslation();
  const { id } = useAccelerator();
  const name = useRegionName();
  return (
    <Loaded query={useQuery(healthQuery(id))}>
      {(health) => (
        <Stack>
          {(health.listeners ?? []).length === 0 && (
            <Text c="dimmed">
              {t("health.none")}{" "}
              <AnchorLink to="/accelerators/$id/configuration" params={{ id }}>
                {t("topology.configure")}
              </AnchorLink>
            </Text>
          )}
          {(health.listeners ?? []).flatMap((listener) =>
            (listener.endpointGroups ?? []).map((group) => (
              <Card key={group.id} p={0}>
                <Group p="sm" gap="sm">
                  <Text fw={600}>
                    {listener.name} → {name(group.region)}
                  </Text>
                  <ToneBadge tone={TONES[group.state ?? "INIT"] ?? "unknown"}>{t(`health.${group.state ?? "INIT"}`)}</ToneBadge>
                  {!group.checked && (
                    <Text fz="xs" c="dimmed">
                      {t("health.unchecked")}
                    </Text>
                  )}
                </Group>
                <Findings group={group} />
              </Card>
            )),
          )}
        </Stack>
      )}
    </Loaded>
  );
}

type Row = Schemas["RelayFinding"] & { endpoint: Schemas["EndpointFinding"] };

function Findings({ group }: { group: Schemas["GroupHealth"] }) {
  const { t } = useTranslation();
  const unseen = group.checked ? "UNKNOWN" : "NOT_CHECKED";
  const rows: Row[] = (group.endpoints ?? []).flatMap((endpoint) =>
    endpoint.relays?.length ? endpoint.relays.map((relay) => ({ ...relay, endpoint })) : [{ endpoint }],
  );
  return (
    <DataTable
      label={t("accelerator.tab.health")}
      rows={rows}
      rowId={(row) => `${row.endpoint.id} ${row.relay}`}
      minWidth={640}
      columns={[
        {
          id: "endpoint",
          header: t("configuration.endpoint"),
          accessorFn: (row) => formatEndpoint(row.endpoint),
          cell: ({ row: { original: row } }) => (
            <Group gap={6}>
              <Text ff="monospace" fz="sm">
                {formatEndpoint(row.endpoint)}
              </Text>
              {row.endpoint.configuredState === "DRAINING" && <ToneBadge tone="wait">{t("endpoint.DRAINING")}</ToneBadge>}
            </Group>
          ),
        },
        { id: "relay", header: t("topology.relay"), accessorFn: (row) => row.relay ?? "–" },
        {
          id: "state",
          header: t("accelerators.state"),
          accessorFn: (row) => row.state ?? unseen,
          cell: ({ row: { original: row } }) => (
            <ToneBadge tone={TONES[row.state ?? unseen] ?? "unknown"} hint={row.reason}>
              {`${t(`health.${row.state ?? unseen}`)}${row.ejected ? ` · ${t("health.ejected")}` : ""}`}
            </ToneBadge>
          ),
        },
        {
          id: "connect",
          header: t("traffic.connect"),
          accessorFn: (row) => row.connectMicros,
          meta: { numeric: true },
          cell: ({ row: { original: row } }) => formatMicros(row.connectMicros),
        },
        {
          id: "connections",
          header: t("traffic.active"),
          accessorFn: (row) => row.connections,
          meta: { numeric: true },
          cell: ({ row: { original: row } }) => formatCount(row.connections),
        },
        {
          id: "since",
          header: t("health.since"),
          accessorFn: (row) => row.since ?? "",
          meta: { visibleFrom: "sm" },
          cell: ({ row: { original: row } }) => <Moment at={row.since} age />,
        },
      ]}
    />
  );
}
