import { Button, Card, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ColumnDef, SortingState } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { acceleratorsQuery, STATES } from "../../api/queries";
import type { AcceleratorSummary } from "../../api/types";
import { useRights } from "../../identity/identity";
import { CodeBlock, Copyable } from "../../parts/Copy";
import { DataTable } from "../../parts/DataTable";
import { Empty } from "../../parts/Empty";
import { Icon } from "../../parts/icons";
import { AnchorLink, ButtonLink } from "../../parts/links";
import { Lines } from "../../parts/Lines";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { PageHead } from "../../parts/Page";
import { useRegionName, useRegionOptions } from "../../parts/regions";
import { ToneBadge } from "../../parts/State";
import { STANDING, standing } from "../../parts/state";
import { TrafficCell } from "./TrafficCell";

const route = getRouteApi("/accelerators");

export function Accelerators() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useRights();
  const regions = useRegionOptions();
  const query = useQuery(acceleratorsQuery(search));
  const columns = useColumns();
  const [before, setBefore] = useState<string[]>([]);
  const isFiltered = Boolean(search.q || search.region || search.state);

  const filter = (part: Partial<typeof search>) => {
    setBefore([]);
    void navigate({ search: (old) => ({ ...old, after: undefined, ...part }), replace: true });
  };
  const find = useDebouncedCallback((q: string) => filter({ q: q || undefined }), 200);
  const sorting: SortingState = search.sort
    ? [{ id: search.sort.replace(/^-/, ""), desc: search.sort.startsWith("-") }]
    : [];

  return (
    <>
      <PageHead title={t("nav.accelerators")} text={t("accelerators.text")}>
        {me.mayChange && (
          <ButtonLink to="/create" leftSection={<Icon name="plus" />} hiddenFrom="sm">
            {t("nav.create")}
          </ButtonLink>
        )}
      </PageHead>
      <Group gap="sm" mb="md">
        <TextInput
          type="search"
          aria-label={t("accelerators.find")}
          placeholder={t("accelerators.find")}
          leftSection={<Icon name="search" size={16} />}
          defaultValue={search.q ?? ""}
          key={search.q === undefined ? "none" : "some"}
          maxLength={128}
          onChange={(event) => find(event.currentTarget.value)}
          style={{ flexGrow: 1, maxWidth: 380 }}
        />
        <Select
          aria-label={t("accelerators.region")}
          placeholder={t("accelerators.anyRegion")}
          data={regions}
          value={search.region ?? null}
          onChange={(region) => filter({ region: region ?? undefined })}
          clearable
          searchable
          w={220}
        />
        <Select
          aria-label={t("accelerators.state")}
          placeholder={t("accelerators.anyState")}
          data={STATES.map((state) => ({ value: state, label: t(`state.${STANDING[state].state}`) }))}
          value={search.state ?? null}
          onChange={(state) => filter({ state: STATES.find((one) => one === state) })}
          clearable
          w={170}
        />
      </Group>
      <Loaded query={query} rows={8}>
        {(page) => {
          const rows = page.items ?? [];
          if (rows.length === 0 && !isFiltered && !search.after) {
            return <FirstAccelerator />;
          }
          return (
            <Card p={0} style={{ opacity: query.isPlaceholderData ? 0.6 : 1 }}>
              {rows.length === 0 ? (
                <Text p="lg" c="dimmed">
                  {t("accelerators.none")}
                </Text>
              ) : (
                <DataTable
                  label={t("nav.accelerators")}
                  columns={columns}
                  rows={rows}
                  rowId={(one) => one.id ?? ""}
                  manualSorting
                  sorting={sorting}
                  onSortingChange={(update) => {
                    const [first] = typeof update === "function" ? update(sorting) : update;
                    filter({ sort: first ? `${first.desc ? "-" : ""}${first.id}` : undefined });
                  }}
                />
              )}
              {(page.nextPageToken || search.after) && (
                <Group justify="space-between" p="sm">
                  <Button
                    variant="default"
                    size="xs"
                    disabled={!search.after}
                    onClick={() => {
                      const previous = before.at(-1);
                      setBefore(before.slice(0, -1));
                      void navigate({ search: (old) => ({ ...old, after: previous || undefined }) });
                    }}
                  >
                    {before.length > 0 || !search.after ? t("page.previous") : t("page.first")}
                  </Button>
                  <Button
                    variant="default"
                    size="xs"
                    disabled={!page.nextPageToken}
                    onClick={() => {
                      setBefore([...before, search.after ?? ""]);
                      void navigate({ search: (old) => ({ ...old, after: page.nextPageToken ?? undefined }) });
                    }}
                  >
                    {t("page.next")}
                  </Button>
                </Group>
              )}
            </Card>
          );
        }}
      </Loaded>
    </>
  );
}

function useColumns(): ColumnDef<AcceleratorSummary>[] {
  const { t } = useTranslation();
  const regionName = useRegionName();
  return useMemo(() => {
    // Once for the table, not in each row.
    const states = t("state", { returnObjects: true });
    const never = t("accelerators.never");
    return [
      {
        id: "name",
        header: t("accelerators.name"),
        accessorFn: (one) => one.name ?? one.id,
        cell: ({ row: { original: one } }) => (
          <Lines below={one.name && one.id} code>
            <AnchorLink to="/accelerators/$id" params={{ id: one.id ?? "" }} fw={600} fz="sm">
              {one.name || one.id}
            </AnchorLink>
          </Lines>
        ),
      },
      {
        id: "state",
        header: t("accelerators.state"),
        accessorFn: (one) => standing(one).state,
        cell: ({ row: { original: one } }) => {
          const { tone, state } = standing(one);
          return <ToneBadge tone={tone}>{states[state]}</ToneBadge>;
        },
      },
      {
        id: "address",
        header: t("accelerators.address"),
        enableSorting: false,
        meta: { visibleFrom: "md" },
        cell: ({ row: { original: one } }) => {
          const addresses = [
            ...new Set((one.regions ?? []).flatMap(({ acceleratedIp, acceleratedIpv4 }) => [acceleratedIp, acceleratedIpv4])),
          ].filter((address) => address !== undefined && address !== null);
          return (
            <Lines below={addresses.length > 2 && t("accelerators.more", { count: addresses.length - 2 })}>
              {addresses.slice(0, 2).map((address) => (
                <div key={address}>
                  <Copyable text={address} />
                </div>
              ))}
              {addresses.length === 0 && "–"}
            </Lines>
          );
        },
      },
      {
        id: "regions",
        enableSorting: false,
        header: t("accelerators.regions"),
        accessorFn: (one) => (one.regions ?? []).map(({ region }) => regionName(region)).join(", "),
        meta: { visibleFrom: "sm" },
        cell: ({ getValue }) => <Lines>{String(getValue()) || "–"}</Lines>,
      },
      {
        id: "plan",
        enableSorting: false,
        header: t("accelerators.plan"),
        accessorFn: (one) => one.plan?.bandwidthMbps ?? 0,
        meta: { visibleFrom: "lg" },
        cell: ({ row: { original: one } }) => (
          <Lines
            below={
              one.plan ? `${t(`bandwidthType.${one.plan.bandwidthType}`, { defaultValue: one.plan.bandwidthType ?? "" })} · ${one.plan.bandwidthMbps} Mbit/s` : t("accelerators.noPlan")
            }
          >
            {one.specification ? t(`specification.${one.specification}`, { defaultValue: one.specification }) : "–"}
          </Lines>
        ),
      },
      {
        id: "traffic",
        header: t("accelerators.traffic"),
        enableSorting: false,
        meta: { visibleFrom: "sm" },
        cell: ({ row: { original: one } }) => <TrafficCell id={one.id ?? ""} />,
      },
      {
        id: "expiresAt",
        header: t("accelerators.expires"),
        accessorFn: (one) => one.expiresAt ?? "9999",
        meta: { visibleFrom: "lg" },
        cell: ({ row: { original: one } }) => <Lines>{one.expiresAt ? <Moment at={one.expiresAt} age /> : never}</Lines>,
      },
    ] satisfies ColumnDef<AcceleratorSummary>[];
  }, [t, regionName]);
}

function FirstAccelerator() {
  const { t } = useTranslation();
  const curl = `curl -s ${window.location.origin}/v1/recommendations \\
  -H @.sixlane/credentials -H 'Content-Type: application/json' \\
  -d '{"accelerationRegion":"cn-hongkong","serviceRegion":"us-west-1",
       "icpFiling":false,"serverArea":"OFF_CLOUD",
       "peakBandwidthMbps":10,"maxConcurrentConnections":5000}'`;
  return (
    <Empty icon="accelerators" title={t("accelerators.emptyTitle")}>
      <Text c="dimmed">{t("accelerators.emptyText")}</Text>
      <ButtonLink to="/create" leftSection={<Icon name="plus" />}>
        {t("nav.create")}
      </ButtonLink>
      <Text fz="sm" c="dimmed">
        {t("accelerators.emptyCurl")}
      </Text>
      <Stack w="100%" ta="left">
        <CodeBlock text={curl} label="curl" />
        <CodeBlock text="./sixlane demo" label="sixlane demo" />
      </Stack>
    </Empty>
  );
}
