import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Accelerator, Condition } from "../api/types";
import { conditionTone, overallState, type Tone } from "./state";

const COLORS: Record<Tone, string> = { good: "teal", wait: "yellow", bad: "red", unknown: "gray" };

export function Dot({ tone }: { tone: Tone }) {
  return (
    <span
      aria-hidden="true"
      style={{
        display: "inline-block",
        width: 8,
        height: 8,
        borderRadius: "50%",
        background: `var(--mantine-color-${COLORS[tone]}-${tone === "wait" ? 5 : 6})`,
      }}
    />
  );
}

export function ToneBadge({ tone, children, hint }: { tone: Tone; children: string; hint?: string | undefined }) {
  return (
    <Badge color={COLORS[tone]} leftSection={<Dot tone={tone} />} c="var(--mantine-color-text)" {...(hint && { title: hint })}>
      {children}
    </Badge>
  );
}

export function StateBadge({ accelerator }: { accelerator: Accelerator }) {
  const { t } = useTranslation();
  const { tone, state } = overallState(accelerator);
  const why = (accelerator.conditions ?? []).find((one) => conditionTone(one) !== "good")?.message;
  return (
    <ToneBadge tone={tone} hint={why}>
      {t(`state.${state}`)}
    </ToneBadge>
  );
}

export function Conditions({ conditions }: { conditions: Condition[] }) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      {conditions.map((one) => {
        const tone = conditionTone(one);
        const type = one.type === "Accepted" ? t("condition.Accepted") : t("condition.Programmed");
        return (
          <ToneBadge key={`${one.type} ${one.relay} ${one.message}`} tone={tone} hint={one.message}>
            {`${one.relay ? `${one.relay}: ` : ""}${type}${tone === "good" ? "" : ` – ${t(`tone.${tone}`)}`}`}
          </ToneBadge>
        );
      })}
    </Group>
  );
}
