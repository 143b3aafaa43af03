import { Card, Group, SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { acceleratorsQuery, latestAcceleratorsQuery, linksQuery, quotasQuery, relaysQuery, suspensionsQuery } from "../../api/queries";
import type { Accelerator } from "../../api/types";
import { Empty } from "../../parts/Empty";
import { Failure } from "../../parts/Failure";
import { Figure } from "../../parts/Figure";
import { formatCount } from "../../parts/format";
import { AnchorLink, ButtonLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { PageHead } from "../../parts/Page";
import { useRegions } from "../../parts/regions";
import { StateBadge } from "../../parts/State";
import { RegionLinks } from "./RegionLinks";

const WorldMap = lazy(() => import("./WorldMap").then(({ WorldMap: component }) => ({ default: component })));

/** Where regions and relays are, how they reach each other, and what changed lately. */
export function Overview() {
  const { t } = useTranslation();
  const accelerators = useQuery(latestAcceleratorsQuery);
  const failed = useQuery(acceleratorsQuery({ state: "FAILED" })).data;
  const used = useQuery(quotasQuery).data?.items?.find(({ name }) => name === "accelerators")?.used;
  const fleet = useQuery(relaysQuery);
  const relays = fleet.data ?? [];
  const links = useQuery(linksQuery).data;
  const suspensions = useQuery(suspensionsQuery).data;
  const regions = useRegions();
  const alive = relays.filter((relay) => relay.alive).length;
  const items = accelerators.data?.items ?? [];
  const troubled = failed?.items?.length ?? 0;
  const more = failed?.nextPageToken ? "+" : "";
  return (
    <Stack>
      <PageHead title={t("nav.overview")} text={t("overview.text")} />
      {fleet.error && <Failure error={fleet.error} retry={() => void fleet.refetch()} />}
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Figure name={t("nav.accelerators")} value={formatCount(used)} hint={troubled > 0 ? t("overview.troubled", { count: troubled, shown: `${troubled}${more}` }) : undefined} bad={troubled > 0} />
        <Figure name={t("overview.relaysAlive")} value={fleet.data ? `${alive} / ${relays.length}` : "–"} bad={alive < relays.length} />
        <Figure name={t("traffic.active")} value={formatCount(fleet.data?.reduce((sum, relay) => sum + (relay.connectionsActive ?? 0), 0))} />
        <Figure name={t("state.suspended")} value={formatCount(suspensions && (suspensions.items ?? []).length + (suspensions.more ?? 0))} bad={(suspensions?.items ?? []).length > 0} />
      </SimpleGrid>
      <Card p={0} style={{ overflow: "hidden" }}>
        <Suspense fallback={<Skeleton height={420} radius={0} />}>
          <WorldMap regions={regions} relays={relays} accelerators={items} pairs={links?.pairs ?? []} />
        </Suspense>
      </Card>
      <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: "start" }}>
        {links && <RegionLinks pairs={links.pairs ?? []} />}
        <Card>
          <Text component="h2" fw={600} mb="sm">
            {t("overview.lately")}
          </Text>
          <Loaded query={accelerators}>{(page) => <Lately accelerators={page.items ?? []} />}</Loaded>
        </Card>
      </SimpleGrid>
    </Stack>
  );
}

const SHOWN = 8;

function Lately({ accelerators }: { accelerators: Accelerator[] }) {
  const { t } = useTranslation();
  if (accelerators.length === 0) {
    return (
      <Empty icon="accelerators" title={t("accelerators.emptyTitle")}>
        <Text c="dimmed">{t("accelerators.emptyText")}</Text>
        <ButtonLink to="/create">{t("nav.create")}</ButtonLink>
      </Empty>
    );
  }
  return (
    <Stack gap="xs">
      {accelerators.slice(0, SHOWN).map((one) => (
        <Group key={one.id} justify="space-between" wrap="nowrap">
          <Stack gap={0} miw={0}>
            <AnchorLink to="/accelerators/$id/history" params={{ id: one.id ?? "" }} fz="sm" fw={600} truncate>
              {one.name || one.id}
            </AnchorLink>
            <Text fz="xs" c="dimmed">
              {t("accelerator.revision", { revision: one.revision })} · <Moment at={one.occurredAt} age />
            </Text>
          </Stack>
          <StateBadge accelerator={one} />
        </Group>
      ))}
    </Stack>
  );
}
