import { describe, expect, it } from "vitest";
import type { Accelerator, Condition } from "./api";
import { conditionText, conditionTone, overallState } from "./state";

const accepted: Condition = { type: "Accepted", status: "TRUE", reason: "Accepted" };
const programmed: Condition = {
  type: "Programmed",
  status: "TRUE",
  relay: "relay-1",
  reason: "Programmed",
};
const pending: Condition = { ...programmed, status: "FALSE", reason: "Pending" };
const applyFailed: Condition = { ...programmed, status: "FALSE", reason: "ApplyFailed" };
const silent: Condition = { ...programmed, status: "UNKNOWN", reason: "RelaySilent" };

function accelerator(...conditions: Condition[]): Accelerator {
  return {
    id: "ga-1",
    regions: [{ region: "cn-hongkong" }],
    listeners: [{ id: "lsr-1" }],
    conditions,
  };
}

describe("overallState", () => {
  it.each([
    ["Running", "good", [accepted, programmed]],
    ["Updating", "wait", [accepted, programmed, pending]],
    ["Failing", "bad", [accepted, pending, applyFailed]],
    ["Failing", "bad", [{ ...accepted, status: "FALSE", reason: "Refused" }]],
    ["Unknown", "unknown", [accepted, programmed, silent]],
    ["Updating", "wait", [accepted, silent, pending]],
    ["Unknown", "unknown", [accepted]],
    ["Unknown", "unknown", []],
  ] as const)("is %s (%s) for %j", (text, tone, conditions) =>
    expect(overallState(accelerator(...conditions))).toEqual({ tone, text }),
  );

  it("says what is still missing before it speaks of relays", () => {
    const running = accelerator(accepted, programmed);
    expect(overallState({ ...running, regions: [] }).text).toBe("No region yet");
    expect(overallState({ ...running, listeners: [] }).text).toBe("No listener yet");
  });

  it("shows a suspended accelerator as such, whatever its relays report", () =>
    expect(overallState({ ...accelerator(accepted, programmed), suspension: {} })).toEqual({
      tone: "bad",
      text: "Suspended",
    }));

  it("does without any field but the id", () =>
    expect(overallState({ id: "ga-1" }).text).toBe("No region yet"));
});

describe("conditions", () => {
  it("take an unheard-of status as unknown", () =>
    expect(conditionTone({ type: "Programmed", status: "Perhaps" })).toBe("unknown"));

  it.each([
    [programmed, "Programmed"],
    [pending, "Not programmed: pending"],
    [applyFailed, "Not programmed: apply failed"],
    [silent, "Programmed unknown: relay silent"],
    [{ type: "Programmed", status: "FALSE" }, "Not programmed"],
  ])("%j reads %s", (condition, text) => expect(conditionText(condition)).toBe(text));
});
