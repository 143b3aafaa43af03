import { ActionIcon, Button, Card, Group, Text } from "@mantine/core";
import { useCallback } from "react";
import { useFieldArray } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type * as z from "zod/mini";
import { EndpointFields, GroupFields } from "../../forms/groups";
import { NEW_ENDPOINT } from "../../forms/model";
import { AsText } from "../../parts/AsText";
import { Icon } from "../../parts/icons";
import type { StepProps } from "./Create";
import { originSchema } from "./draft";
import { StepForm } from "./StepForm";
import { useBody } from "./useBody";

type Origin = z.infer<typeof originSchema>;

/** Step 5: where the servers are. */
export function OriginStep({ kept, keep, next, back }: StepProps) {
  const { t } = useTranslation();
  const body = useBody(kept.draft, 5);
  const onChange = useCallback((values: Origin) => keep((draft) => ({ ...draft, origin: values })), [keep]);
  return (
    <StepForm
      title={t("create.step.origin")}
      text={t("group.text")}
      schema={originSchema}
      values={kept.draft.origin}
      onChange={onChange}
      onNext={next}
      back={back}
      side={<AsText method="POST" path="/v1/accelerators" body={body} />}
    >
      {() => (
        <>
          <GroupFields prefix="group." isNew />
          <Endpoints />
        </>
      )}
    </StepForm>
  );
}

function Endpoints() {
  const { t } = useTranslation();
  const { fields, append, remove } = useFieldArray<Origin, "endpoints">({ name: "endpoints" });
  return (
    <>
      {fields.map((field, index) => (
        <Card key={field.id} p="md">
          <Group justify="space-between" mb="xs">
            <Text fz="sm" fw={600}>
              {t("endpoint.number", { number: index + 1 })}
            </Text>
            {fields.length > 1 && (
              <ActionIcon variant="subtle" color="red" aria-label={t("form.remove")} onClick={() => remove(index)}>
                <Icon name="trash" size={16} />
              </ActionIcon>
            )}
          </Group>
          <EndpointFields prefix={`endpoints.${index}.`} isNew />
        </Card>
      ))}
      <Group>
        <Button variant="default" size="xs" leftSection={<Icon name="plus" size={15} />} onClick={() => append(NEW_ENDPOINT)}>
          {t("change.addEndpoint")}
        </Button>
      </Group>
    </>
  );
}
