import { ActionIcon, Button, Card, Group, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useFieldArray } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type * as z from "zod/mini";
import { specificationsQuery } from "../../api/queries";
import { NumberField, SelectField } from "../../forms/fields";
import { AsText } from "../../parts/AsText";
import { Icon } from "../../parts/icons";
import { AddressesHint } from "../../parts/AddressesHint";
import { useAddressedRegions, useRegionOptions, useRegions } from "../../parts/regions";
import type { StepProps } from "./Create";
import { areaSchema } from "./draft";
import { StepForm } from "./StepForm";
import { useBody } from "./useBody";

type Area = z.infer<typeof areaSchema>;

/** Step 3: where clients are, and how much bandwidth each region gets. */
export function AreaStep({ kept, keep, next, back }: StepProps) {
  const { t } = useTranslation();
  const { area, purchase } = kept.draft;
  const specification = useQuery(specificationsQuery).data?.find(({ code }) => code === purchase.specification);
  const body = useBody(kept.draft, 3);
  const used = area.regions.reduce((sum, one) => sum + (Number(one.bandwidthMbps) || 0), 0);
  const onChange = useCallback((values: Area) => keep((draft) => ({ ...draft, area: values })), [keep]);
  return (
    <StepForm
      title={t("create.step.area")}
      text={t("area.text")}
      schema={areaSchema}
      values={area}
      onChange={onChange}
      onNext={next}
      back={back}
      side={<AsText method="POST" path="/v1/accelerators" body={body} />}
    >
      {() => (
        <>
          <Regions most={specification?.regions ?? 1} />
          <Text fz="sm" {...(used > purchase.peakBandwidthMbps ? { c: "red", role: "alert" } : { c: "dimmed" })}>
            {t("area.used", { used, peak: purchase.peakBandwidthMbps })}
          </Text>
        </>
      )}
    </StepForm>
  );
}

function Regions({ most }: { most: number }) {
  const { t } = useTranslation();
  const { fields, append, remove } = useFieldArray<Area, "regions">({ name: "regions" });
  const addressed = useAddressedRegions();
  const options = useRegionOptions(undefined, addressed);
  const regions = useRegions();
  const areaOf = (code: string) => {
    const area = regions.find((region) => region.code === code)?.area;
    return area ? t(`area.${area}`, { defaultValue: area }) : t("area.region");
  };
  return (
    <>
      {fields.map((field, index) => (
        <Card key={field.id} p="md">
          <Group justify="space-between" mb="xs">
            <Text fz="sm" fw={600}>
              {areaOf(field.region)}
            </Text>
            {fields.length > 1 && (
              <ActionIcon variant="subtle" color="red" aria-label={t("form.remove")} onClick={() => remove(index)}>
                <Icon name="trash" size={16} />
              </ActionIcon>
            )}
          </Group>
          <SelectField name={`regions.${index}.region`} label={t("area.region")} data={options} searchable required />
          <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm">
            <NumberField name={`regions.${index}.bandwidthMbps`} label={t("area.bandwidth")} suffix=" Mbit/s" required />
            <SelectField name={`regions.${index}.ipVersion`} label={t("area.ipVersion")} data={(["IPV6", "IPV4", "DUAL_STACK"] as const).map((value) => ({ value, label: t(`ipVersion.${value}`) }))} />
          </SimpleGrid>
        </Card>
      ))}
      {fields.length < most && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="plus" size={15} />}
            onClick={() =>
              append({
                region: regions.find((one) => one.ipv6 && (addressed?.has(one.code ?? "") ?? true) && !fields.some(({ region }) => region === one.code))?.code ?? "",
                bandwidthMbps: 2,
                ipVersion: "IPV6",
              })
            }
          >
            {t("area.add")}
          </Button>
        </Group>
      )}
      <AddressesHint addressed={addressed} />
      <Text fz="sm" c="dimmed">
        {t("area.most", { count: most })}
      </Text>
    </>
  );
}
