import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { ListenerFields } from "../../forms/groups";
import { type ListenerDraft, listenerSchema } from "../../forms/model";
import { AsText } from "../../parts/AsText";
import type { StepProps } from "./Create";
import { StepForm } from "./StepForm";
import { useBody } from "./useBody";

/** Step 4: the protocol and the ports on which clients connect. */
export function ListenerStep({ kept, keep, next, back }: StepProps) {
  const { t } = useTranslation();
  const body = useBody(kept.draft, 4);
  const onChange = useCallback((values: ListenerDraft) => keep((draft) => ({ ...draft, listener: values })), [keep]);
  return (
    <StepForm
      title={t("create.step.listener")}
      text={t("listener.text")}
      schema={listenerSchema}
      values={kept.draft.listener}
      onChange={onChange}
      onNext={next}
      back={back}
      side={<AsText method="POST" path="/v1/accelerators" body={body} />}
    >
      {() => <ListenerFields isNew />}
    </StepForm>
  );
}
