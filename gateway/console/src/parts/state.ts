import type { Accelerator, Condition } from "../api/types";

/** How a fact looks: good, in between, bad, or nothing known. A text always accompanies it. */
export type Tone = "good" | "wait" | "bad" | "unknown";

export type State =
  | "suspended"
  | "failing"
  | "noRegion"
  | "noListener"
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
