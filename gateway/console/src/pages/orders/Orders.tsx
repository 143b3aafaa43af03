import { Button, Card, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { balanceQuery, ordersQuery, plansQuery } from "../../api/queries";
import { DataTable } from "../../parts/DataTable";
import { downloadCsv } from "../../parts/csv";
import { Figure } from "../../parts/Figure";
import { useRights } from "../../identity/identity";
import { AnchorLink, ButtonLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { formatMoney } from "../../parts/money";
import { PageHead } from "../../parts/Page";
import { ToneBadge } from "../../parts/State";

const TONES = { PLACED: "wait", PAYMENT_PENDING: "wait", PAID: "good", CANCELLED: "unknown" } as const;

/** What was bought, and the plans that came of it. */
export function Orders() {
  const { t, i18n } = useTranslation();
  const orders = useQuery(ordersQuery);
  const plans = useQuery(plansQuery);
  const { mayChange } = useRights();
  const balance = useQuery(balanceQuery).data;
  return (
    <Stack>
      <PageHead title={t("nav.orders")} text={t("orders.text")}>
        <Button variant="default" disabled={!orders.data?.length} onClick={() => downloadCsv("orders.csv", orders.data ?? [])}>
          CSV
        </Button>
      </PageHead>
      {(balance?.amounts ?? []).length > 0 && (
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          {(balance?.amounts ?? []).map((amount) => (
            <Figure key={amount.currency} name={t("orders.balance")} value={formatMoney(amount, i18n.language)} />
          ))}
        </SimpleGrid>
      )}
      <Card p={0}>
        <Text component="h2" fw={600} p="md" pb={0}>
          {t("orders.orders")}
        </Text>
        <Loaded query={orders}>
          {(all) =>
            all.length === 0 ? (
              <Group p="md">
                <Text c="dimmed">{t("orders.none")}</Text>
                {mayChange && (
                  <ButtonLink to="/create" size="xs" variant="default">
                    {t("nav.create")}
                  </ButtonLink>
                )}
              </Group>
            ) : (
              <DataTable
                label={t("orders.orders")}
                rows={all}
                rowId={(order) => order.id ?? ""}
                columns={[
                  { id: "placed", header: t("orders.placed"), accessorFn: (order) => order.placedAt, meta: { visibleFrom: "sm" }, cell: ({ getValue }) => <Moment at={getValue<string>()} /> },
                  {
                    id: "kind",
                    header: t("orders.what"),
                    accessorFn: (order) => order.kind,
                    cell: ({ row: { original: order } }) => (
                      <Stack gap={0}>
                        <Text fz="sm">{t(`orderKind.${order.kind ?? "SUBSCRIPTION"}`)}</Text>
                        <Text fz="xs" c="dimmed">
                          {[
                            order.bundle && `${t(`specification.${order.bundle.specification}`, { defaultValue: order.bundle.specification ?? "" })} + ${order.bundle.peakBandwidthMbps} Mbit/s`,
                            order.plan && `${order.plan.bandwidthMbps} Mbit/s`,
                            order.term && (order.term.unit === "OPEN_ENDED" ? t("term.OPEN_ENDED") : t(`purchase.for.${order.term.unit ?? "MONTH"}`, { count: order.term.count ?? 1 })),
                          ]
                            .filter(Boolean)
                            .join(" · ")}
                        </Text>
                        <Text hiddenFrom="sm" fz="xs" c="dimmed" component="div">
                          <Moment at={order.placedAt} />
                        </Text>
                      </Stack>
                    ),
                  },
                  {
                    id: "accelerator",
                    header: t("nav.accelerators"),
                    accessorFn: (order) => order.acceleratorId ?? "",
                    meta: { visibleFrom: "sm" },
                    cell: ({ getValue }) =>
                      getValue<string>() ? (
                        <AnchorLink to="/accelerators/$id" params={{ id: getValue<string>() }} fz="sm" ff="monospace">
                          {getValue<string>()}
                        </AnchorLink>
                      ) : (
                        "–"
                      ),
                  },
                  { id: "total", header: t("purchase.total"), accessorFn: (order) => order.total?.minorUnits ?? 0, meta: { numeric: true }, cell: ({ row: { original: order } }) => formatMoney(order.total, i18n.language) },
                  {
                    id: "status",
                    header: t("accelerators.state"),
                    accessorFn: (order) => order.status,
                    cell: ({ row: { original: order } }) => <ToneBadge tone={TONES[order.status ?? "PLACED"]}>{t(`orderStatus.${order.status ?? "PLACED"}`)}</ToneBadge>,
                  },
                  { id: "invoice", header: t("orders.invoice"), accessorFn: (order) => order.invoice ?? "–", meta: { visibleFrom: "lg" } },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
      <Card p={0}>
        <Text component="h2" fw={600} p="md" pb={0}>
          {t("orders.plans")}
        </Text>
        <Loaded query={plans}>
          {(all) =>
            all.length === 0 ? (
              <Text p="md" c="dimmed">
                {t("orders.noPlans")}
              </Text>
            ) : (
              <DataTable
                label={t("orders.plans")}
                rows={all}
                rowId={(plan) => plan.id ?? ""}
                columns={[
                  { id: "id", header: t("accelerators.plan"), accessorFn: (plan) => plan.id, cell: ({ getValue }) => <Text fz="sm" ff="monospace">{getValue<string>()}</Text> },
                  { id: "type", header: t("purchase.bandwidthType"), accessorFn: (plan) => t(`bandwidthType.${plan.bandwidthType}`, { defaultValue: plan.bandwidthType ?? "" }), meta: { visibleFrom: "sm" } },
                  { id: "kind", header: t("orders.kind"), accessorFn: (plan) => t(`planKind.${plan.kind ?? "BASIC"}`), meta: { visibleFrom: "sm" } },
                  { id: "mbps", header: t("area.bandwidth"), accessorFn: (plan) => plan.bandwidthMbps, meta: { numeric: true }, cell: ({ getValue }) => `${getValue<number>()} Mbit/s` },
                  { id: "billing", header: t("purchase.billing"), accessorFn: (plan) => t(`billing.${plan.billing?.type ?? "PAY_BY_BANDWIDTH"}`), meta: { visibleFrom: "md" } },
                  {
                    id: "bound",
                    header: t("orders.boundTo"),
                    accessorFn: (plan) => plan.boundTo ?? "",
                    cell: ({ getValue }) =>
                      getValue<string>() ? (
                        <AnchorLink to="/accelerators/$id" params={{ id: getValue<string>() }} fz="sm" ff="monospace">
                          {getValue<string>()}
                        </AnchorLink>
                      ) : (
                        <Group>{t("orders.unbound")}</Group>
                      ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
    </Stack>
  );
}
