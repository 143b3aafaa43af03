import type { Accelerator, Condition } from "./api";

/** How a fact looks: good, in between, bad, or nothing known. The text always says it, too. */
export type Tone = "good" | "wait" | "bad" | "unknown";

export interface OverallState {
  tone: Tone;
  text: string;
}

/** One word for a whole accelerator: the worst that its conditions say. */
export function overallState(accelerator: Accelerator): OverallState {
  if (accelerator.suspension) {
    return { tone: "bad", text: "Suspended" };
  }
  const conditions = accelerator.conditions ?? [];
  const programmed = conditions.filter((condition) => condition.type === "Programmed");
  if (conditions.some((condition) => conditionTone(condition) === "bad")) {
    return { tone: "bad", text: "Failing" };
  }
  if ((accelerator.regions ?? []).length === 0) {
    return { tone: "wait", text: "No region yet" };
  }
  if ((accelerator.listeners ?? []).length === 0) {
    return { tone: "wait", text: "No listener yet" };
  }
  if (conditions.some((condition) => conditionTone(condition) === "wait")) {
    return { tone: "wait", text: "Updating" };
  }
  if (programmed.length === 0 || conditions.some((c) => conditionTone(c) === "unknown")) {
    return { tone: "unknown", text: "Unknown" };
  }
  return { tone: "good", text: "Running" };
}

/** A relay that is only behind is not a failure. */
export function conditionTone(condition: Condition): Tone {
  switch (condition.status.toUpperCase()) {
    case "TRUE":
      return "good";
    case "FALSE":
      return condition.reason === "Pending" ? "wait" : "bad";
    default:
      return "unknown";
  }
}

/** What the badge says: the type when it holds, else the reason, which is more telling. */
export function conditionText(condition: Condition): string {
  switch (conditionTone(condition)) {
    case "good":
      return condition.type;
    case "unknown":
      return `${condition.type} unknown${condition.reason ? `: ${words(condition.reason)}` : ""}`;
    default:
      return `Not ${words(condition.type)}${condition.reason ? `: ${words(condition.reason)}` : ""}`;
  }
}

/** RelaySilent is relay silent. */
function words(camelCase: string): string {
  return camelCase.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
