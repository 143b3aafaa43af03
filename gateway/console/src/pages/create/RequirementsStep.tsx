import { Input, SegmentedControl, SimpleGrid } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceField, NumberField, SelectField } from "../../forms/fields";
import { AsText } from "../../parts/AsText";
import { AddressesHint } from "../../parts/AddressesHint";
import { useAddressedRegions, useRegionOptions } from "../../parts/regions";
import type { StepProps } from "./Create";
import { choose, type Requirements, recommendationBody, requirementsSchema } from "./draft";
import { Recommendations } from "./Recommendations";
import { StepForm } from "./StepForm";

/** Step 1: six answers, and the bundles that fit them as they are typed. */
export function RequirementsStep({ kept, keep, next, back }: StepProps) {
  const { t } = useTranslation();
  const { requirements, purchase } = kept.draft;
  const [settled] = useDebouncedValue(requirements, 250);
  const addressed = useAddressedRegions();
  const accelerated = useRegionOptions(undefined, addressed);
  const served = useRegionOptions();
  const onChange = useCallback(
    (values: Requirements) => keep((draft) => ({ ...draft, requirements: values })),
    [keep],
  );
  return (
    <StepForm
      title={t("create.step.requirements")}
      text={t("requirements.text")}
      schema={requirementsSchema}
      values={requirements}
      onChange={onChange}
      onNext={next}
      back={back}
      canGoOn={purchase.specification !== ""}
      side={
        <>
          <Recommendations
            requirements={requirementsSchema.safeParse(settled).success ? settled : null}
            chosen={purchase}
            onChoose={(bundle) => keep((draft) => choose(draft, bundle))}
          />
          <AsText method="POST" path="/v1/recommendations" body={recommendationBody(requirements)} />
        </>
      }
    >
      {(form) => (
        <>
          <SelectField name="accelerationRegion" label={t("requirements.accelerationRegion")} description={t("requirements.accelerationRegionHint")} data={accelerated} searchable required />
          <AddressesHint addressed={addressed} />
          <SelectField name="serviceRegion" label={t("requirements.serviceRegion")} description={t("requirements.serviceRegionHint")} data={served} searchable required />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberField name="peakBandwidthMbps" label={t("requirements.peak")} description={t("requirements.peakHint")} suffix=" Mbit/s" required />
            <NumberField name="maxConcurrentConnections" label={t("requirements.connections")} description={t("requirements.connectionsHint")} required />
          </SimpleGrid>
          <ChoiceField
            name="serverArea"
            label={t("requirements.serverArea")}
            description={t("requirements.serverAreaHint")}
            data={[
              { value: "OFF_CLOUD", label: t("serverArea.OFF_CLOUD") },
              { value: "ON_CLOUD", label: t("serverArea.ON_CLOUD") },
            ]}
          />
          <IcpField value={form.watch("icpFiling")} onChange={(icp) => form.setValue("icpFiling", icp)} />
        </>
      )}
    </StepForm>
  );
}

function IcpField({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper label={t("requirements.icp")} description={t("requirements.icpHint")} labelElement="div">
      <div>
        <SegmentedControl
          mt={4}
          aria-label={t("requirements.icp")}
          value={value ? "yes" : "no"}
          onChange={(choice) => onChange(choice === "yes")}
          data={[
            { value: "no", label: t("form.no") },
            { value: "yes", label: t("form.yes") },
          ]}
        />
      </div>
    </Input.Wrapper>
  );
}
