import { Box, Card, Group, ScrollArea, SimpleGrid, Stack, Text } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { convergenceQuery, healthQuery, recentTrafficQuery, routesQuery } from "../../api/queries";
import type { Schemas } from "../../api/types";
import { Copyable } from "../../parts/Copy";
import { Empty } from "../../parts/Empty";
import { Figure } from "../../parts/Figure";
import { formatBitsPerSecond, formatCount, formatMicros, formatPercent, formatPorts } from "../../parts/format";
import { ButtonLink } from "../../parts/links";
import { useRegionName } from "../../parts/regions";
import { Dot } from "../../parts/State";
import type { Tone } from "../../parts/state";
import { useAccelerator } from "./AcceleratorPage";
import { type Box as Placed, curve, layout, type Link, strokeOf } from "./layout";
import classes from "./Topology.module.css";

const SECONDS = 60;
/** Around the canvas, on both sides together. */
const MARGIN = 40;

/** Who connects where, over which relays and routes, to which endpoints, with the last minute's figures. */
export function Topology() {
  const { t } = useTranslation();
  const { id, accelerator } = useAccelerator();
  const name = useRegionName();
  const traffic = useQuery(recentTrafficQuery(id, SECONDS)).data;
  const routes = useQuery(routesQuery(id)).data;
  const convergence = useQuery(convergenceQuery(id)).data;
  const health = useQuery(healthQuery(id)).data;
  const { ref, width } = useElementSize();
  const placed = useMemo(
    () => layout(accelerator, convergence?.relays ?? [], routes, traffic, SECONDS, width > MARGIN ? width - MARGIN : undefined),
    [accelerator, convergence, routes, traffic, width],
  );
  const totals = traffic?.totals;
  const findings = new Map(
    (health?.listeners ?? []).flatMap((listener) =>
      (listener.endpointGroups ?? []).flatMap((group) =>
        (group.endpoints ?? []).map((endpoint) => [endpoint.id, endpoint] as const),
      ),
    ),
  );
  if ((accelerator.regions ?? []).length === 0 && (accelerator.listeners ?? []).length === 0) {
    return (
      <Empty icon="accelerators" title={t("topology.emptyTitle")}>
        <Text c="dimmed">{t("topology.emptyText")}</Text>
        <ButtonLink to="/accelerators/$id/configuration" params={{ id }}>
          {t("topology.configure")}
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <Stack>
      <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }}>
        <Figure name={t("traffic.toClients")} value={formatBitsPerSecond(rate(totals?.bytesOut))} hint={limitHint(accelerator.plan?.bandwidthMbps)} />
        <Figure name={t("traffic.fromClients")} value={formatBitsPerSecond(rate(totals?.bytesIn))} />
        <Figure name={t("traffic.active")} value={formatCount(totals?.connectionsActive)} hint={accelerator.specification?.maxConnections ? `/ ${formatCount(accelerator.specification.maxConnections)}` : undefined} />
        <Figure name={t("traffic.opened")} value={formatCount(totals?.connectionsOpened)} hint={t("traffic.lastMinute")} />
        <Figure name={t("traffic.firstByte95")} value={formatMicros(totals?.firstByteMicros?.p95)} />
        <Figure
          name={t("traffic.failed")}
          value={formatCount((totals?.connectionsFailed ?? 0) + (totals?.connectionsRefused ?? 0))}
          bad={(totals?.connectionsFailed ?? 0) > 0}
        />
      </SimpleGrid>
      <Card p={0} ref={ref}>
        <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: "region", "aria-label": t("accelerator.tab.topology") }}>
          <Box className={classes["canvas"]} style={{ width: placed.width, height: placed.height }}>
            <svg width={placed.width} height={placed.height} className={classes["lines"]} aria-hidden="true">
              {placed.links.map((link) => (
                <path key={link.id} d={curve(link)} strokeWidth={strokeOf(link.bitsPerSecond)} data-idle={link.bitsPerSecond === 0 || undefined} />
              ))}
            </svg>
            {placed.regions.map((box) => (
              <Node key={box.id} box={box} label={t("topology.clients")}>
                <Text fw={600} fz="sm" truncate>
                  {name(box.of.region)}
                </Text>
                {[box.of.acceleratedIp, box.of.acceleratedIpv4].map((address) => address && <Copyable key={address} text={address} />)}
                <Text fz="xs" c="dimmed">
                  {box.of.bandwidthMbps} Mbit/s
                </Text>
              </Node>
            ))}
            {placed.relays.map((box) => (
              <Node key={box.id} box={box} label={t("topology.relay")}>
                <Group gap={6} wrap="nowrap">
                  <Dot tone={RELAY_TONE[box.of.state ?? "PENDING"] ?? "unknown"} />
                  <Text fw={600} fz="sm" truncate>
                    {box.of.relay}
                  </Text>
                </Group>
                <Text fz="xs" c="dimmed" truncate>
                  {t(`relayState.${box.of.state ?? "PENDING"}`)} · {t("accelerator.revision", { revision: box.of.effectiveRevision ?? "–" })}
                </Text>
              </Node>
            ))}
            {placed.groups.map((box) => (
              <Node key={box.id} box={box} label={`${box.of.listener.protocol} ${formatPorts(box.of.listener.ports)}`}>
                <Group gap={6} wrap="nowrap" justify="space-between">
                  <Text fw={600} fz="sm" truncate>
                    {box.of.name}
                  </Text>
                  <Text fz="xs" c="dimmed" style={{ flexShrink: 0 }}>
                    {name(box.of.region)}
                  </Text>
                </Group>
                {(box.of.endpoints ?? []).map((endpoint) => (
                  <EndpointLine key={endpoint.id} endpoint={endpoint} finding={findings.get(endpoint.id)} />
                ))}
              </Node>
            ))}
            {placed.links.map((link) => link.pair && <Way key={link.id} link={link} />)}
          </Box>
        </ScrollArea>
      </Card>
      <RegionPairs pairs={traffic?.regionPairs ?? []} />
    </Stack>
  );

  function limitHint(mbps: number | undefined) {
    return mbps ? t("traffic.of", { limit: `${mbps} Mbit/s` }) : undefined;
  }
}

const RELAY_TONE: Record<string, Tone> = { PROGRAMMED: "good", PENDING: "wait", FAILED: "bad", DEAD: "unknown" };

function rate(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : (bytes * 8) / SECONDS;
}

function Node<T>({ box, label, children }: { box: Placed<T>; label: string; children: ReactNode }) {
  return (
    <Box className={classes["node"]} style={{ left: box.x, top: box.y, width: box.width, minHeight: box.height }}>
      <Text className={classes["label"]}>{label}</Text>
      {children}
    </Box>
  );
}

function Way({ link }: { link: Link }) {
  const { t } = useTranslation();
  const { pair } = link;
  const way = pair && pair.way.length > 0 ? t("topology.via", { relays: pair.way.join(" → ") }) : t("topology.direct");
  return (
    <Box className={classes["way"]} style={{ left: (link.from.x + link.to.x) / 2, top: (link.from.y + link.to.y) / 2 }}>
      {way}
      {pair?.rttMicros !== undefined && ` · ${formatMicros(pair.rttMicros)}`}
      {link.bitsPerSecond > 0 && (
        <>
          <br />
          {formatBitsPerSecond(link.bitsPerSecond)}
        </>
      )}
    </Box>
  );
}

const HEALTH_TONE: Record<string, Tone> = { NORMAL: "good", PARTIALLY_ABNORMAL: "wait", ABNORMAL: "bad", INIT: "unknown" };

function EndpointLine({ endpoint, finding }: { endpoint: Schemas["EndpointView"]; finding: Schemas["EndpointFinding"] | undefined }) {
  const { t } = useTranslation();
  const state = finding?.state ?? "INIT";
  const address = endpoint.port ? `${endpoint.address?.includes(":") ? `[${endpoint.address}]` : endpoint.address}:${endpoint.port}` : endpoint.address;
  return (
    <Group gap={6} wrap="nowrap" h={30} className={classes["endpoint"] ?? ""} title={endpoint.state === "DRAINING" ? t("endpoint.DRAINING") : t(`health.${state}`)}>
      <Dot tone={endpoint.state === "DRAINING" ? "wait" : (HEALTH_TONE[state] ?? "unknown")} />
      <Text fz="xs" ff="monospace" truncate style={{ flexGrow: 1 }}>
        {address}
      </Text>
      <Text fz="xs" c="dimmed" style={{ flexShrink: 0 }}>
        {t("endpoint.weight", { weight: endpoint.weight })}
        {typeof finding?.connections === "number" && ` · ${t("accelerators.open", { count: finding.connections, shown: formatCount(finding.connections) })}`}
      </Text>
    </Group>
  );
}

function RegionPairs({ pairs }: { pairs: Schemas["metrics.RegionPair"][] }) {
  const { t } = useTranslation();
  const name = useRegionName();
  if (pairs.length === 0) {
    return null;
  }
  return (
    <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
      {pairs.map((pair) => (
        <Card key={`${pair.region} ${pair.endpointRegion}`}>
          <Text fw={600} fz="sm" mb={6}>
            {name(pair.region)} → {name(pair.endpointRegion)}
          </Text>
          <SimpleGrid cols={3} spacing="xs">
            <Figure plain name={t("traffic.opened")} value={formatCount(pair.connectionsOpened)} />
            <Figure plain name={t("traffic.connect50")} value={formatMicros(pair.connectMicros?.p50)} />
            <Figure plain name={t("traffic.firstByte50")} value={formatMicros(pair.firstByteMicros?.p50)} />
            <Figure plain name={t("traffic.rtt")} value={formatMicros(pair.endpoint?.rttMicros?.p50)} />
            <Figure plain name={t("traffic.jitter")} value={formatMicros(pair.endpoint?.jitterMicros?.p50)} />
            <Figure plain name={t("traffic.loss")} value={formatPercent(pair.endpoint?.lossPercent)} />
          </SimpleGrid>
        </Card>
      ))}
    </SimpleGrid>
  );
}
