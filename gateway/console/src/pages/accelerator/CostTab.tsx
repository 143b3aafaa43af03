import { Button, Card, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { chargesQuery, ordersQuery } from "../../api/queries";
import { Refusal } from "../../api/problem";
import { useRights } from "../../identity/identity";
import { Figure } from "../../parts/Figure";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { formatMoney } from "../../parts/money";
import { ChangeDrawer } from "../change/ChangeDrawer";
import { useAccelerator } from "./AcceleratorPage";

export function CostTab() {
  const { t, i18n } = useTranslation();
  const { id, accelerator } = useAccelerator();
  const { mayChange } = useRights();
  const [renewing, setRenewing] = useState<boolean | null>(null);
  const renewal = (on: boolean) => t(on ? "cost.renew" : "cost.stopRenewing");
  const charges = useQuery(chargesQuery(id));
  const orders = useQuery(ordersQuery);
  const isPrepaid = charges.error instanceof Refusal && charges.error.status < 500;
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Figure
          name={t("accelerators.plan")}
          value={accelerator.plan ? `${accelerator.plan.bandwidthMbps} Mbit/s` : "–"}
          hint={accelerator.plan?.bandwidthType ? t(`bandwidthType.${accelerator.plan.bandwidthType}`, { defaultValue: "" }) : undefined}
        />
        <Figure
          name={t("accelerators.expires")}
          value={accelerator.expiresAt ? new Date(accelerator.expiresAt).toLocaleDateString(i18n.language) : t("accelerators.never")}
          hint={accelerator.expiresAt ? t(accelerator.autoRenew ? "cost.renews" : "cost.endsThen") : undefined}
        />
        {charges.data && (
          <Figure
            name={t("cost.month", { month: charges.data.month })}
            value={formatMoney(charges.data.amount, i18n.language)}
            hint={charges.data.over ? undefined : t("cost.soFar")}
          />
        )}
      </SimpleGrid>
      {accelerator.expiresAt && mayChange && (
        <Group>
          <Button variant="default" size="xs" onClick={() => setRenewing(!accelerator.autoRenew)}>
            {renewal(!accelerator.autoRenew)}
          </Button>
        </Group>
      )}
      {renewing !== null && (
        <ChangeDrawer
          title={renewal(renewing)}
          action={renewal(renewing)}
          accelerator={accelerator}
          proposal={{ kind: "changeSet", changes: [{ op: "setAutoRenewal", autoRenew: renewing }] }}
          onClose={() => setRenewing(null)}
        />
      )}
      {charges.error && !isPrepaid && <Text c="red">{charges.error.message}</Text>}
      <Card>
        <Text fw={600} mb="xs">
          {t("cost.orders")}
        </Text>
        <Loaded query={orders}>
          {(all) => (
            <Stack gap={6}>
              {all
                .filter((order) => order.acceleratorId === id)
                .map((order) => (
                  <Group key={order.id} justify="space-between">
                    <Text fz="sm">
                      {t(`orderKind.${order.kind ?? "SUBSCRIPTION"}`)} · <Moment at={order.placedAt} />
                    </Text>
                    <Text fz="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
                      {formatMoney(order.total, i18n.language)} · {t(`orderStatus.${order.status ?? "PLACED"}`)}
                    </Text>
                  </Group>
                ))}
            </Stack>
          )}
        </Loaded>
      </Card>
    </Stack>
  );
}
