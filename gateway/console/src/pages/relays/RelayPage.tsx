import { Box, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { linksQuery, relaysQuery } from "../../api/queries";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Figure } from "../../parts/Figure";
import { formatCount, formatPercent } from "../../parts/format";
import { AnchorLink, ButtonLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { useTitle } from "../../parts/Page";
import { useRegionName } from "../../parts/regions";
import { ToneBadge } from "../../parts/State";
import { millis } from "../overview/RegionLinks";
import { RelayBadge } from "./RelayBadge";
import { ShutOut } from "./ShutOut";

const route = getRouteApi("/relays/$relayId");

export function RelayPage() {
  const { t } = useTranslation();
  const { relayId } = route.useParams();
  const name = useRegionName();
  const links = useQuery(linksQuery).data?.links?.filter((link) => link.relayId === relayId) ?? [];
  useTitle(relayId);
  return (
    <Loaded query={useQuery(relaysQuery)}>
      {(relays) => {
        const relay = relays.find(({ id }) => id === relayId);
        if (!relay) {
          return (
            <Empty icon="relays" title={t("relays.unknown", { relay: relayId })} order={1}>
              <Text c="dimmed">{t("relays.unknownText")}</Text>
              <ButtonLink to="/relays">{t("nav.relays")}</ButtonLink>
            </Empty>
          );
        }
        return (
          <Stack>
            <Box>
              <AnchorLink to="/relays" fz="sm" c="dimmed">
                ← {t("nav.relays")}
              </AnchorLink>
              <Group gap="sm" mt={4}>
                <Title>{relay.id}</Title>
                <RelayBadge relay={relay} />
              </Group>
              <Text c="dimmed" fz="sm">
                {name(relay.region)} · {t("relays.heartbeat")} <Moment at={relay.lastHeartbeatAt} age /> · {t("relays.since")} <Moment at={relay.incarnation} />
              </Text>
            </Box>
            <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
              <Figure name={t("nav.accelerators")} value={formatCount(relay.accelerators)} />
              <Figure name={t("relays.failing")} value={formatCount(relay.failingAccelerators)} bad={(relay.failingAccelerators ?? 0) > 0} />
              <Figure name={t("relays.listeners")} value={formatCount(relay.listeners)} />
              <Figure name={t("traffic.active")} value={formatCount(relay.connectionsActive)} />
              <Figure name={t("relays.path")} value={relay.path ?? "–"} />
              <Figure name={t("relays.skew")} value={millis(relay.clockSkewMillis)} />
            </SimpleGrid>
            <Card p={0}>
              <Text component="h2" fw={600} p="md" pb={0}>
                {t("relays.busiest")}
              </Text>
              {(relay.connectionsByListener ?? []).length === 0 ? (
                <Text p="md" c="dimmed" fz="sm">
                  {t("relays.idle")}
                </Text>
              ) : (
                <DataTable
                  label={t("relays.busiest")}
                  rows={relay.connectionsByListener ?? []}
                  rowId={(one) => one.listenerId ?? ""}
                  columns={[
                    {
                      id: "accelerator",
                      header: t("nav.accelerators"),
                      accessorFn: (one) => one.acceleratorId,
                      cell: ({ getValue }) => (
                        <AnchorLink to="/accelerators/$id" params={{ id: getValue<string>() }} fz="sm" ff="monospace">
                          {getValue<string>()}
                        </AnchorLink>
                      ),
                    },
                    { id: "listener", header: t("configuration.listener"), accessorFn: (one) => one.listenerId },
                    { id: "connections", header: t("traffic.active"), accessorFn: (one) => one.connections, meta: { numeric: true }, cell: ({ getValue }) => formatCount(getValue<number>()) },
                  ]}
                />
              )}
            </Card>
            {links.length > 0 && (
              <Card p={0}>
                <Text component="h2" fw={600} p="md" pb={0}>
                  {t("relays.links")}
                </Text>
                <DataTable
                  label={t("relays.links")}
                  rows={links}
                  rowId={(link) => link.peerId ?? ""}
                  columns={[
                    { id: "peer", header: t("relays.peer"), accessorFn: (link) => `${link.peerId} (${name(link.peerRegion)})` },
                    { id: "up", header: t("accelerators.state"), accessorFn: (link) => (link.up ? "up" : "down"), cell: ({ row: { original: link } }) => <ToneBadge tone={link.up ? "good" : "bad"}>{link.up ? t("relays.up") : t("relays.down")}</ToneBadge> },
                    { id: "p50", header: t("overview.roundTrip"), accessorFn: (link) => link.p50Millis, meta: { numeric: true }, cell: ({ getValue }) => millis(getValue<number>()) },
                    { id: "p95", header: "p95", accessorFn: (link) => link.p95Millis, meta: { numeric: true, visibleFrom: "sm" }, cell: ({ getValue }) => millis(getValue<number>()) },
                    { id: "loss", header: t("traffic.loss"), accessorFn: (link) => Math.max(link.lossThere ?? 0, link.lossBack ?? 0) * 100, meta: { numeric: true }, cell: ({ getValue }) => formatPercent(getValue<number>()) },
                  ]}
                />
              </Card>
            )}
            <ShutOut relayId={relay.id ?? relayId} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
