import { Card, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { relaysQuery } from "../../api/queries";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { formatCount } from "../../parts/format";
import { AnchorLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { PageHead } from "../../parts/Page";
import { useRegionName } from "../../parts/regions";
import { useRights } from "../../identity/identity";
import { AddRelay } from "./AddRelay";
import { RelayBadge, relayTone } from "./RelayBadge";

/** In the file of this page: a file of its own would divide what pages share into more files for the first one. */
export { Catalog } from "../catalog/Catalog";

/** The fleet, as its heartbeats describe it. */
export function Relays() {
  const { t } = useTranslation();
  const name = useRegionName();
  const isOperator = useRights().me.role === "OPERATOR";
  return (
    <Stack>
      <PageHead title={t("nav.relays")} text={t("relays.text")} />
      <Loaded query={useQuery(relaysQuery)}>
        {(relays) =>
          relays.length === 0 ? (
            <Empty icon="relays" title={t("relays.emptyTitle")}>
              <Text c="dimmed">{t("relays.emptyText")}</Text>
            </Empty>
          ) : (
            <Card p={0}>
              <DataTable
                label={t("nav.relays")}
                rows={relays}
                rowId={(relay) => relay.id ?? ""}
                columns={[
                  {
                    id: "id",
                    header: t("topology.relay"),
                    accessorFn: (relay) => relay.id,
                    cell: ({ row: { original: relay } }) => (
                      <AnchorLink to="/relays/$relayId" params={{ relayId: relay.id ?? "" }} fw={600} fz="sm">
                        {relay.id}
                      </AnchorLink>
                    ),
                  },
                  {
                    id: "state",
                    header: t("accelerators.state"),
                    accessorFn: (relay) => relayTone(relay).state,
                    cell: ({ row: { original: relay } }) => <RelayBadge relay={relay} />,
                  },
                  { id: "region", header: t("accelerators.region"), accessorFn: (relay) => name(relay.region), meta: { visibleFrom: "sm" } },
                  { id: "accelerators", header: t("nav.accelerators"), accessorFn: (relay) => relay.accelerators, meta: { numeric: true, visibleFrom: "sm" }, cell: ({ getValue }) => formatCount(getValue<number>()) },
                  { id: "listeners", header: t("relays.listeners"), accessorFn: (relay) => relay.listeners, meta: { numeric: true, visibleFrom: "md" }, cell: ({ getValue }) => formatCount(getValue<number>()) },
                  { id: "connections", header: t("traffic.active"), accessorFn: (relay) => relay.connectionsActive, meta: { numeric: true }, cell: ({ getValue }) => formatCount(getValue<number>()) },
                  { id: "path", header: t("relays.path"), accessorFn: (relay) => relay.path, meta: { visibleFrom: "md" } },
                  {
                    id: "heartbeat",
                    header: t("relays.heartbeat"),
                    accessorFn: (relay) => relay.lastHeartbeatAt,
                    meta: { visibleFrom: "sm" },
                    cell: ({ row: { original: relay } }) => <Moment at={relay.lastHeartbeatAt} age />,
                  },
                ]}
              />
            </Card>
          )
        }
      </Loaded>
      {isOperator && <AddRelay />}
    </Stack>
  );
}
