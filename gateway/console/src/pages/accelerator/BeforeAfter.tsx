import { Alert, Anchor, Card, Group, Progress, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { probeQuery, probesQuery } from "../../api/queries";
import type { Accelerator, Probe } from "../../api/types";
import { useRights } from "../../identity/identity";
import { Copyable } from "../../parts/Copy";
import { Failure } from "../../parts/Failure";
import { Figure } from "../../parts/Figure";
import { formatMicros } from "../../parts/format";
import { Icon } from "../../parts/icons";
import { Moment } from "../../parts/Moment";
import { useRegionName } from "../../parts/regions";
import { AskProbe } from "./AskProbe";
import { gain, isBeside, timesOf, totalsByRound } from "./gain";

const Chart = lazy(() => import("../../parts/Chart").then(({ Chart: component }) => ({ default: component })));

/** What a relay in the client's region measures: the way to the server, and the one through the accelerated address. */
export function BeforeAfter({
  accelerator,
  probe,
  onProbe,
}: {
  accelerator: Accelerator;
  probe: string | undefined;
  onProbe: (id: string) => void;
}) {
  const { t } = useTranslation();
  const me = useRights();
  const id = accelerator.id ?? "";
  const earlier = useQuery(probesQuery(id)).data ?? [];
  const shown = probe ?? earlier[0]?.id;
  if (!(accelerator.listeners ?? []).some(({ protocol }) => protocol === "TCP")) {
    return null;
  }
  return (
    <Card padding="lg">
      <Text component="h2" fw={650} fz="lg">
        {t("probe.title")}
      </Text>
      <Text fz="sm" c="dimmed" mb="sm">
        {t("probe.text")}
      </Text>
      <Stack>
        {me.mayChange && <AskProbe accelerator={accelerator} again={shown !== undefined} onProbe={onProbe} />}
        {shown ? <Shown id={shown} acceleratorId={id} /> : !me.mayChange && <Text fz="sm">{t("probe.none")}</Text>}
        {earlier.length > 1 && <Earlier probes={earlier} shown={shown} onProbe={onProbe} />}
      </Stack>
    </Card>
  );
}

function Shown({ id, acceleratorId }: { id: string; acceleratorId: string }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const { data: probe, error } = useQuery(probeQuery(id));
  if (error && !probe) {
    return <Failure error={error} />;
  }
  if (!probe) {
    return <Progress value={0} aria-label={t("probe.title")} />;
  }
  const samples = probe.samples ?? [];
  const all = 2 * (probe.rounds ?? 0);
  const isRunning = probe.state === "WAITING" || probe.state === "RUNNING";
  const { rounds, direct, accelerated } = totalsByRound(probe);
  return (
    <Stack gap="sm" data-probe={probe.state}>
      {isRunning ? (
        <>
          <Text fz="sm" role="status">
            {probe.state === "WAITING" ? t("probe.waiting", { relay: probe.relayId }) : t("probe.running", { done: samples.length, all })}
          </Text>
          <Progress value={all === 0 ? 0 : (100 * samples.length) / all} animated aria-label={t("probe.title")} />
        </>
      ) : (
        <Group justify="space-between">
          <Text fz="sm" role="status">
            {t("probe.finished", { region: name(probe.clientRegion), relay: probe.relayId })} · <Moment at={probe.requestedAt} age />
          </Text>
          <Copyable text={`${window.location.origin}/accelerators/${acceleratorId}/verify?probe=${id}`} shown={id} what={t("probe.link")} />
        </Group>
      )}
      {probe.state === "FAILED" && (
        <Alert color="red" icon={<Icon name="info" />} title={t("probe.failed")}>
          {probe.failure}
        </Alert>
      )}
      {samples.length > 0 && (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Side probe={probe} side="direct" />
            <Side probe={probe} side="accelerated" />
          </SimpleGrid>
          {isBeside(probe) && (
            <Text fz="sm" c="dimmed">
              {t("probe.beside")}
            </Text>
          )}
          {rounds.length > 1 && (
            <Suspense>
              <Chart
                title={t("probe.perRound")}
                rounds
                seconds={rounds}
                format={formatMicros}
                series={[
                  { name: t("probe.before"), color: "orange", values: direct },
                  { name: t("probe.after"), color: "lane", values: accelerated },
                ]}
              />
            </Suspense>
          )}
        </>
      )}
    </Stack>
  );
}

function Side({ probe, side }: { probe: Probe; side: "direct" | "accelerated" }) {
  const { t } = useTranslation();
  const one = probe[side];
  const times = timesOf(probe);
  const why = (probe.samples ?? []).find((sample) => sample.failure && sample.side === (side === "direct" ? "DIRECT" : "ACCELERATED"))?.failure;
  return (
    <Card withBorder>
      <Text fw={600} fz="sm">
        {side === "direct" ? t("probe.before") : t("probe.after")}
      </Text>
      <Text ff="monospace" fz="xs" c="dimmed" mb="xs">
        {one?.address}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: times.length }} spacing="sm">
        {times.map(({ key, label }) => {
          const spread = one?.[key];
          const change = side === "accelerated" ? gain(probe.direct?.[key]?.median, spread?.median) : null;
          return (
            <Stack gap={0} key={key}>
              <Figure
                plain
                name={t(`probe.${label}`)}
                value={formatMicros(spread?.median)}
                hint={spread ? t("probe.spread", { least: formatMicros(spread.least), most: formatMicros(spread.most) }) : undefined}
              />
              {change && (
                <Text fz="xs" fw={600} c={change.kind === "same" ? "dimmed" : readable(change.kind === "faster" ? "teal" : "red")}>
                  {t(`probe.${change.kind}`, { percent: change.percent })}
                </Text>
              )}
            </Stack>
          );
        })}
      </SimpleGrid>
      {(one?.failed ?? 0) > 0 && (
        <Text fz="xs" c={readable("red")} mt="xs">
          {t("probe.failures", { count: one?.failed, all: (one?.failed ?? 0) + (one?.measured ?? 0), why })}
        </Text>
      )}
    </Card>
  );
}

/** A colour with enough contrast as text, in light and dark. */
const readable = (color: string) => `light-dark(var(--mantine-color-${color}-9), var(--mantine-color-${color}-4))`;

const MOST_EARLIER = 10;

function Earlier({ probes, shown, onProbe }: { probes: Probe[]; shown: string | undefined; onProbe: (id: string) => void }) {
  const { t } = useTranslation();
  const name = useRegionName();
  return (
    <Stack gap={4}>
      <Text fw={600} fz="sm">
        {t("probe.earlier")}
      </Text>
      <Table.ScrollContainer minWidth={520}>
        <Table aria-label={t("probe.earlier")}>
          <Table.Thead>
            <Table.Tr>
              {[t("probe.when"), t("probe.region"), t("probe.before"), t("probe.after"), t("probe.by")].map((head) => (
                <Table.Th key={head} fz="xs" c="dimmed">
                  {head}
                </Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {probes.slice(0, MOST_EARLIER).map((probe) => (
              <Table.Tr key={probe.id} {...(probe.id === shown && { bg: "var(--mantine-color-default-hover)" })}>
                <Table.Td>
                  <Moment at={probe.requestedAt} age />
                </Table.Td>
                <Table.Td>{name(probe.clientRegion)}</Table.Td>
                <Table.Td>{formatMicros(probe.direct?.totalMicros?.median)}</Table.Td>
                <Table.Td>{formatMicros(probe.accelerated?.totalMicros?.median)}</Table.Td>
                <Table.Td>{probe.requestedBy}</Table.Td>
                <Table.Td>
                  <Anchor component="button" type="button" fz="sm" onClick={() => onProbe(probe.id ?? "")}>
                    {t("probe.show")}
                  </Anchor>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
