import { Card, Group, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { bandwidthTypesQuery, specificationsQuery } from "../../api/queries";
import { formatMoney } from "../../parts/money";
import type { Purchase } from "./draft";
import { priceOf } from "./price";

/** What is paid, in lines. */
export function Total({ purchase, children }: { purchase: Purchase; children?: ReactNode }) {
  const { t, i18n } = useTranslation();
  const specifications = useQuery(specificationsQuery).data ?? [];
  const types = useQuery(bandwidthTypesQuery).data ?? [];
  const price = priceOf(purchase, specifications, types);
  const line = (name: string, minorUnits: number | null) => (
    <Table.Tr key={name}>
      <Table.Td>{name}</Table.Td>
      <Table.Td ta="right" style={{ fontVariantNumeric: "tabular-nums" }}>
        {minorUnits === null ? t("purchase.byUse") : formatMoney({ currency: price.currency, minorUnits }, i18n.language)}
      </Table.Td>
    </Table.Tr>
  );
  return (
    <Card padding="lg">
      <Text component="h2" fw={650} fz="lg" mb="sm">
        {t("purchase.total")}
      </Text>
      <Table>
        <Table.Tbody>
          {line(t("purchase.specification"), price.specification)}
          {line(t("purchase.bandwidth"), price.bandwidth)}
          {purchase.crossBorderMbps !== null && line(t("purchase.crossBorder"), price.crossBorder)}
        </Table.Tbody>
      </Table>
      <Group justify="space-between" mt="md">
        <Stack gap={0}>
          <Text fw={650}>{purchase.unit === "OPEN_ENDED" ? t("purchase.eachMonth") : t("purchase.once")}</Text>
          <Text fz="xs" c="dimmed">
            {purchase.unit !== "OPEN_ENDED" && t(`purchase.for.${purchase.unit}`, { count: purchase.count })}
          </Text>
        </Stack>
        <Text fw={700} fz={24} style={{ fontVariantNumeric: "tabular-nums" }}>
          {formatMoney({ currency: price.currency, minorUnits: price.total }, i18n.language)}
        </Text>
      </Group>
      {purchase.unit !== "OPEN_ENDED" && (
        <Text fz="xs" c="dimmed" mt="xs">
          {t("purchase.renewal")}
        </Text>
      )}
      {children}
    </Card>
  );
}
