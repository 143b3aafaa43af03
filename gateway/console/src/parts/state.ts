import type { Accelerator, AcceleratorSummary, Condition } from "../api/types";

/** How a fact looks: good, in between, bad, or nothing known. A text always accompanies it. */
export type Tone = "good" | "wait" | "bad" | "unknown";

export type State =
  | "suspended"
  | "failing"
  | "noRegion"
  | "noListener"
  | "unserved"
  | "updating"
  | "unknown"
  | "running";

/** One word for a whole accelerator: the worst of its conditions. */
export function overallState(accelerator: Accelerator): { tone: Tone; state: State } {
  if (accelerator.suspension) {
    return { tone: "bad", state: "suspended" };
  }
  const conditions = accelerator.conditions ?? [];
  const tones = conditions.map(conditionTone);
  if (tones.includes("bad")) {
    return { tone: "bad", state: "failing" };
  }
  if ((accelerator.regions ?? []).length === 0) {
    return { tone: "wait", state: "noRegion" };
  }
  if ((accelerator.listeners ?? []).length === 0) {
    return { tone: "wait", state: "noListener" };
  }
  if (tones.includes("wait")) {
    return { tone: "wait", state: "updating" };
  }
  if (!conditions.some((one) => one.type === "Programmed") || tones.includes("unknown")) {
    return { tone: "unknown", state: "unknown" };
  }
  return { tone: "good", state: "running" };
}

/** A relay that is only behind is not a failure. */
export function conditionTone(condition: Condition): Tone {
  switch (condition.status) {
    case "TRUE":
      return "good";
    case "FALSE":
      return condition.reason === "Pending" ? "wait" : "bad";
    default:
      return "unknown";
  }
}

/** The words that the service filters and sorts by. */
export const STANDING: Record<NonNullable<AcceleratorSummary["state"]>, { tone: Tone; state: State }> = {
  SUSPENDED: { tone: "bad", state: "suspended" },
  FAILED: { tone: "bad", state: "failing" },
  NO_REGION: { tone: "wait", state: "noRegion" },
  UNSERVED: { tone: "bad", state: "unserved" },
  PENDING: { tone: "wait", state: "updating" },
  PROGRAMMED: { tone: "good", state: "running" },
};

/** The word that the service has for it; without a listener nothing runs yet. */
export function standing({ state, listeners }: AcceleratorSummary): { tone: Tone; state: State } {
  const known = state === undefined ? { tone: "unknown" as const, state: "unknown" as const } : STANDING[state];
  const may = known.state === "updating" || known.state === "running" || known.state === "unserved";
  return may && listeners === 0 ? { tone: "wait", state: "noListener" } : known;
}
