import { describe, expect, it } from "vitest";
import type { AcceleratorSummary } from "../api/types";
import { standing } from "./state";

describe("standing", () => {
  const of = (state: AcceleratorSummary["state"], listeners = 1) => standing({ state, listeners } as AcceleratorSummary);

  it("has the service's word", () => {
    expect(of("FAILED")).toEqual({ tone: "bad", state: "failing" });
    expect(of("PROGRAMMED")).toEqual({ tone: "good", state: "running" });
    expect(of(undefined).tone).toBe("unknown");
  });

  it("without a listener nothing runs, and nothing hides a failure", () => {
    expect(of("PROGRAMMED", 0).state).toBe("noListener");
    expect(of("SUSPENDED", 0).state).toBe("suspended");
    expect(of("NO_REGION", 0).state).toBe("noRegion");
  });
});
