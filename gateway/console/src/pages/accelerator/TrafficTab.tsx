import { Button, Card, Group, SegmentedControl, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { recentTrafficQuery, trafficQuery } from "../../api/queries";
import type { Accelerator, Schemas, Traffic } from "../../api/types";
import { Chart } from "../../parts/Chart";
import { formatBitsPerSecond, formatCauses, formatCount, formatMicros } from "../../parts/format";
import { AnchorLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { useRegionName } from "../../parts/regions";
import { useAccelerator } from "./AcceleratorPage";
import { everyStep, onlyOf, stepOf } from "./steps";
import { TrafficTables } from "./TrafficTables";

const route = getRouteApi("/accelerators/$id/traffic");
const MINUTES = [5, 15, 60, 360, 1_440];
const DEFAULT_MINUTES = 15;

type Window = Schemas["Window"];

export function TrafficTab() {
  const { t } = useTranslation();
  const { id, accelerator } = useAccelerator();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const only = onlyOf(search.only);
  const minutes = search.last ?? DEFAULT_MINUTES;
  const isFixed = search.from !== undefined && search.to !== undefined;
  const fixed = useQuery({
    ...trafficQuery(id, { from: search.from, to: search.to, step: stepOf(search.from, search.to), ...only }),
    enabled: isFixed,
    refetchInterval: false,
  });
  const recent = useQuery({ ...recentTrafficQuery(id, minutes * 60, only), enabled: !isFixed });
  const query = isFixed ? fixed : recent;
  const set = (part: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  return (
    <Stack>
      <Group>
        <SegmentedControl
          aria-label={t("traffic.range")}
          value={isFixed ? "" : `${minutes}`}
          onChange={(value) => set({ last: Number(value), from: undefined, to: undefined })}
          data={MINUTES.map((value) => ({
            value: `${value}`,
            label: value < 60 ? t("time.minutes", { count: value }) : t("time.hours", { count: value / 60 }),
          }))}
        />
        <Select
          aria-label={t("traffic.only")}
          placeholder={t("traffic.all")}
          data={useChoices(accelerator)}
          value={search.only ?? null}
          onChange={(value) => set({ only: value ?? undefined })}
          clearable
          searchable
          miw={260}
        />
        {!isFixed && query.data?.windows?.length === 0 && (
          <AnchorLink to="/accelerators/$id/verify" params={{ id }} fz="sm">
            {t("traffic.none")}
          </AnchorLink>
        )}
        {isFixed && (
          <Button variant="default" onClick={() => set({ from: undefined, to: undefined })}>
            {t("traffic.live")}
          </Button>
        )}
        <Text fz="xs" c="dimmed">
          {t("traffic.drag")}
        </Text>
      </Group>
      <Loaded query={query}>
        {(traffic) => (
          <>
            <Charts
              traffic={traffic}
              limitMbps={accelerator.plan?.bandwidthMbps}
              onRange={(from, to) =>
                set({ from: new Date(from * 1_000).toISOString(), to: new Date(to * 1_000).toISOString() })
              }
            />
            <Causes traffic={traffic} />
            <TrafficTables traffic={traffic} accelerator={accelerator} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function Charts({
  traffic,
  limitMbps,
  onRange,
}: {
  traffic: Traffic;
  limitMbps: number | undefined;
  onRange: (from: number, to: number) => void;
}) {
  const { t } = useTranslation();
  const { seconds, windows } = everyStep(traffic);
  const of = (value: (window: Window) => number | undefined, absent: number | null) =>
    windows.map((window) => (window ? (value(window) ?? absent) : absent));
  const percentiles = (pick: (window: Window) => Schemas["Percentiles"] | undefined) => [
    { name: "p50", color: "lane", values: of((window) => pick(window)?.p50, null) },
    { name: "p95", color: "grape", values: of((window) => pick(window)?.p95, null) },
    { name: "p99", color: "orange", values: of((window) => pick(window)?.p99, null) },
  ];
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Chart
        title={t("traffic.bandwidth")}
        seconds={seconds}
        onRange={onRange}
        format={formatBitsPerSecond}
        series={[
          { name: t("traffic.toClients"), color: "lane", fill: true, values: of((window) => window.bitsPerSecondOut, 0) },
          { name: t("traffic.fromClients"), color: "teal", values: of((window) => window.bitsPerSecondIn, 0) },
          ...(limitMbps
            ? [{ name: t("traffic.limit"), color: "red", dashed: true, values: seconds.map(() => limitMbps * 1_000_000) }]
            : []),
        ]}
      />
      <Chart
        title={t("traffic.connections")}
        seconds={seconds}
        onRange={onRange}
        format={(value) => formatCount(value === null ? null : Math.round(value))}
        series={[
          { name: t("traffic.active"), color: "lane", fill: true, values: of((window) => window.connectionsActive, 0) },
          { name: t("traffic.opened"), color: "teal", values: of((window) => window.connectionsOpened, 0) },
          { name: t("traffic.failed"), color: "red", values: of((window) => (window.connectionsFailed ?? 0) + (window.connectionsRefused ?? 0), 0) },
        ]}
      />
      <Chart
        title={t("traffic.firstByte")}
        seconds={seconds}
        onRange={onRange}
        format={formatMicros}
        series={percentiles((window) => window.firstByteMicros)}
      />
      <Chart
        title={t("traffic.connect")}
        seconds={seconds}
        onRange={onRange}
        format={formatMicros}
        series={percentiles((window) => window.connectMicros)}
      />
    </SimpleGrid>
  );
}

function Causes({ traffic }: { traffic: Traffic }) {
  const { t } = useTranslation();
  const refused = formatCauses(traffic.refused);
  const ended = formatCauses(traffic.ended);
  return refused || ended ? (
    <Card>
      {refused && (
        <Text fz="sm">
          {t("traffic.refused")}: {refused}
        </Text>
      )}
      {ended && (
        <Text fz="sm">
          {t("traffic.ended")}: {ended}
        </Text>
      )}
    </Card>
  ) : null;
}

function useChoices(accelerator: Accelerator) {
  const { t } = useTranslation();
  const name = useRegionName();
  const listeners = accelerator.listeners ?? [];
  const groups = listeners.flatMap((listener) => listener.endpointGroups ?? []);
  const regions = [...new Set(groups.map((group) => group.region))];
  return [
    {
      group: t("traffic.regionPair"),
      items: (accelerator.regions ?? []).flatMap(({ region }) =>
        regions.map((to) => ({ value: `pair:${region}:${to}`, label: `${name(region)} → ${name(to)}` })),
      ),
    },
    {
      group: t("configuration.listener"),
      items: listeners.map((listener) => ({ value: `listener:${listener.id}`, label: listener.name ?? listener.id ?? "" })),
    },
    {
      group: t("configuration.endpointGroup"),
      items: groups.map((group) => ({ value: `group:${group.id}`, label: group.name ?? group.id ?? "" })),
    },
    {
      group: t("configuration.endpoint"),
      items: groups.flatMap((group) =>
        (group.endpoints ?? []).map((endpoint) => ({ value: `endpoint:${endpoint.id}`, label: `${endpoint.address} (${endpoint.id})` })),
      ),
    },
  ].filter(({ items }) => items.length > 0);
}
