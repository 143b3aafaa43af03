import { Alert, Button, Card, Group, Stack, Text, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "../../api/client";
import type { Schemas } from "../../api/types";
import { DataTable } from "../../parts/DataTable";
import { downloadCsv } from "../../parts/csv";
import { formatBytes, formatConstant, formatMicros } from "../../parts/format";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { useRegionName } from "../../parts/regions";

const route = getRouteApi("/accelerators/$id/flows");

/** Who was behind an address and port that an endpoint saw. */
export function FlowsTab() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [address, setAddress] = useState(search.address ?? "");
  const [port, setPort] = useState(search.port ?? "");
  const [at, setAt] = useState(toLocal(search.at ?? new Date().toISOString()));
  const [within, setWithin] = useState(search.within ?? "2s");
  const isAsked = Boolean(search.address && search.port && search.at);
  const query = useQuery({
    queryKey: ["flows", search],
    queryFn: ({ signal }) =>
      read(
        api.GET("/v1/flows", {
          params: {
            query: {
              address: search.address ?? "",
              port: search.port ?? "",
              at: search.at ?? "",
              ...(search.within && { within: search.within }),
            },
          },
          signal,
        }),
      ),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ search: { address: address.trim(), port: port.trim(), at: new Date(at).toISOString(), within } });
  };
  return (
    <Stack>
      <Card>
        <Text fw={600}>{t("flows.title")}</Text>
        <Text fz="sm" c="dimmed" mb="sm">
          {t("flows.text")}
        </Text>
        <form onSubmit={ask}>
          <Group align="end" gap="sm">
            <TextInput label={t("flows.address")} placeholder="192.0.2.33" required value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
            <TextInput label={t("flows.port")} placeholder="41522" required inputMode="numeric" w={100} value={port} onChange={(event) => setPort(event.currentTarget.value)} />
            <TextInput label={t("flows.at")} type="datetime-local" step={1} required value={at} onChange={(event) => setAt(event.currentTarget.value)} />
            <TextInput label={t("flows.within")} placeholder="2s" w={100} value={within} onChange={(event) => setWithin(event.currentTarget.value)} />
            <Button type="submit">{t("flows.ask")}</Button>
          </Group>
        </form>
      </Card>
      {isAsked && (
        <Loaded query={query}>
          {({ flows = [], complete }) => (
            <Card p={0}>
              <Group justify="space-between" p="sm">
                <Text fw={600} fz="sm">
                  {t("flows.found", { count: flows.length })}
                </Text>
                {flows.length > 0 && (
                  <Button variant="default" size="xs" onClick={() => downloadCsv("flows.csv", flows)}>
                    CSV
                  </Button>
                )}
              </Group>
              {complete === false && (
                <Alert color="yellow" m="sm">
                  {t("flows.incomplete")}
                </Alert>
              )}
              {flows.length === 0 ? (
                <Text c="dimmed" p="sm" pt={0}>
                  {t("flows.none")}
                </Text>
              ) : (
                <Flows flows={flows} />
              )}
            </Card>
          )}
        </Loaded>
      )}
    </Stack>
  );
}

function Flows({ flows }: { flows: Schemas["Flow"][] }) {
  const { t } = useTranslation();
  const name = useRegionName();
  const side = (address: string | undefined, port: number | undefined) =>
    address ? `${address.includes(":") ? `[${address}]` : address}:${port}` : "–";
  return (
    <DataTable
      label={t("accelerator.tab.flows")}
      rows={flows}
      rowId={(flow) => flow.connectionId ?? ""}
      minWidth={1_000}
      columns={[
        {
          id: "client",
          header: t("flows.client"),
          accessorFn: (flow) => side(flow.clientAddress, flow.clientPort),
          meta: { monospace: true },
        },
        { id: "region", header: t("accelerators.region"), accessorFn: (flow) => name(flow.region) },
        { id: "relay", header: t("topology.relay"), accessorFn: (flow) => [flow.relayId, ...(flow.way ?? [])].join(" → ") },
        { id: "endpoint", header: t("configuration.endpoint"), accessorFn: (flow) => side(flow.endpointAddress, flow.endpointPort) },
        { id: "opened", header: t("flows.opened"), accessorFn: (flow) => flow.openedAt, cell: ({ getValue }) => <Moment at={getValue<string>()} /> },
        { id: "status", header: t("accelerators.state"), accessorFn: (flow) => formatConstant(flow.closeCause ?? flow.status) },
        { id: "bytes", header: t("flows.bytes"), accessorFn: (flow) => (flow.bytesIn ?? 0) + (flow.bytesOut ?? 0), meta: { numeric: true }, cell: ({ getValue }) => formatBytes(getValue<number>()) },
        { id: "first", header: t("traffic.firstByte"), accessorFn: (flow) => flow.firstByteMicros, meta: { numeric: true }, cell: ({ getValue }) => formatMicros(getValue<number | undefined>()) },
      ]}
    />
  );
}

/** An instant as an input of the viewer's zone takes it. */
export function toLocal(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
