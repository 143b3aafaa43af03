import { Alert, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { bandwidthTypesQuery, specificationsQuery } from "../../api/queries";
import { ChoiceField, NumberField, SelectField } from "../../forms/fields";
import { AsText } from "../../parts/AsText";
import { Icon } from "../../parts/icons";
import type { StepProps } from "./Create";
import { type Purchase, purchaseSchema } from "./draft";
import { StepForm } from "./StepForm";
import { Total } from "./Total";
import { useBody } from "./useBody";

/** Step 2: the term and the payment, and what it costs. */
export function PurchaseStep({ kept, keep, next, back }: StepProps) {
  const { t } = useTranslation();
  const { purchase } = kept.draft;
  const specifications = useQuery(specificationsQuery).data ?? [];
  const types = useQuery(bandwidthTypesQuery).data ?? [];
  const specification = specifications.find(({ code }) => code === purchase.specification);
  const body = useBody(kept.draft, 2);
  const onChange = useCallback((values: Purchase) => keep((draft) => ({ ...draft, purchase: values })), [keep]);
  return (
    <StepForm
      title={t("create.step.purchase")}
      text={t("purchase.text")}
      schema={purchaseSchema}
      values={purchase}
      onChange={onChange}
      onNext={next}
      back={back}
      side={
        <>
          <Total purchase={purchase}>
            <Alert mt="md" icon={<Icon name="info" />} variant="light">
              <Text fz="sm">{t("purchase.payment")}</Text>
            </Alert>
          </Total>
          <AsText method="POST" path="/v1/accelerators" body={body} />
        </>
      }
    >
      {(form) => (
        <>
          <SelectField
            name="specification"
            label={t("purchase.specification")}
            description={
              specification &&
              t("purchase.limits", {
                regions: specification.regions,
                mbps: specification.peakMbps,
                connections: specification.maxConnections?.toLocaleString(),
              })
            }
            data={specifications.map((one) => ({ value: one.code ?? "", label: one.name ?? one.code ?? "" }))}
            required
          />
          <ChoiceField name="bandwidthType" label={t("purchase.bandwidthType")} description={t("purchase.bandwidthTypeHint")} data={types.map((one) => ({ value: one.code ?? "", label: t(`bandwidthType.${one.code}`, { defaultValue: one.name ?? "" }) }))} />
          <NumberField name="peakBandwidthMbps" label={t("purchase.peak")} suffix=" Mbit/s" required />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <SelectField
              name="unit"
              label={t("purchase.term")}
              data={(["MONTH", "YEAR", "OPEN_ENDED"] as const).map((value) => ({ value, label: t(`term.${value}`) }))}
            />
            {form.watch("unit") !== "OPEN_ENDED" && <NumberField name="count" label={t(`purchase.count.${form.watch("unit") === "YEAR" ? "YEAR" : "MONTH"}`)} min={1} />}
          </SimpleGrid>
          <SelectField
            name="billing"
            label={t("purchase.billing")}
            data={(["PAY_BY_BANDWIDTH", "PAY_BY_95TH", "PAY_BY_TRAFFIC"] as const).map((value) => ({ value, label: t(`billing.${value}`) }))}
          />
        </>
      )}
    </StepForm>
  );
}
