import { Button, Group, Stack, Stepper } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "../../parts/Page";
import { AreaStep } from "./AreaStep";
import { type Draft, dropDraft, KEPT_STEP, type Kept, keepDraft, readDraft } from "./draft";
import { ListenerStep } from "./ListenerStep";
import { OriginStep } from "./OriginStep";
import { PurchaseStep } from "./PurchaseStep";
import { RequirementsStep } from "./RequirementsStep";
import { ReviewStep } from "./ReviewStep";

const route = getRouteApi("/create/$step");
const STEPS = ["requirements", "purchase", "area", "listener", "origin", "review"] as const;

export interface StepProps {
  kept: Kept;
  /** Keeps what a step asks, with every key that is pressed. */
  keep: (change: (draft: Draft) => Draft) => void;
  next: () => void;
  back: (() => void) | undefined;
}

/** The seed's six steps, one screen each. */
export function Create() {
  const { t } = useTranslation();
  const { step: text } = route.useParams();
  const navigate = useNavigate();
  const [kept, setKept] = useState(readDraft);
  const [round, setRound] = useState(0);
  const isNarrow = useMediaQuery("(max-width: 62em)");
  const asked = Number(text);
  const step = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), kept.reached) : 1;
  useEffect(() => keepDraft(kept), [kept]);
  useEffect(() => localStorage.setItem(KEPT_STEP, `${step}`), [step]);
  const go = (to: number) => {
    setKept((old) => ({ ...old, reached: Math.max(old.reached, to) }));
    void navigate({ to: "/create/$step", params: { step: `${to}` } });
  };
  const keep = useCallback((change: (draft: Draft) => Draft) => setKept((old) => ({ ...old, draft: change(old.draft) })), []);
  const props: StepProps = {
    kept,
    keep,
    next: () => go(step + 1),
    back: step > 1 ? () => go(step - 1) : undefined,
  };
  return (
    <Stack>
      <PageHead title={t("create.title")} text={t("create.text")}>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            dropDraft();
            setKept(readDraft());
            setRound(round + 1);
            void navigate({ to: "/create/$step", params: { step: "1" } });
          }}
        >
          {t("create.startAgain")}
        </Button>
      </PageHead>
      <Stepper active={step - 1} onStepClick={(index) => go(index + 1)} size={isNarrow ? "xs" : "sm"} iconSize={isNarrow ? 26 : 30} aria-label={t("create.title")}>
        {STEPS.map((name, index) => (
          <Stepper.Step
            key={name}
            label={isNarrow ? undefined : t(`create.step.${name}`)}
            allowStepSelect={index < kept.reached}
            {...(isNarrow && { "aria-label": `${index + 1} ${t(`create.step.${name}`)}` })}
            aria-current={index === step - 1 ? "step" : undefined}
          />
        ))}
      </Stepper>
      <div key={`${step} ${round}`}>
        {step === 1 && <RequirementsStep {...props} />}
        {step === 2 && <PurchaseStep {...props} />}
        {step === 3 && <AreaStep {...props} />}
        {step === 4 && <ListenerStep {...props} />}
        {step === 5 && <OriginStep {...props} />}
        {step === 6 && <ReviewStep {...props} onMade={(acceleratorId) => setKept((old) => ({ ...old, acceleratorId }))} />}
      </div>
    </Stack>
  );
}

/** Back, and on to the next step. */
export function StepButtons({ back, label, disabled = false }: { back: (() => void) | undefined; label?: string; disabled?: boolean }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" mt="md">
      {back ? (
        <Button variant="default" onClick={back}>
          {t("create.back")}
        </Button>
      ) : (
        <span />
      )}
      <Button type="submit" disabled={disabled}>
        {label ?? t("create.next")}
      </Button>
    </Group>
  );
}
