import { describe, expect, it } from "vitest";
import { failed, succeeded } from "./polling";

describe("polled state", () => {
  it("keeps the last data and the moment of the first failure", () => {
    const read = succeeded("state", 1_000);
    const first = failed(read, new Error("gone"), 2_000);
    const second = failed(first, new Error("still gone"), 3_000);
    expect(second).toEqual({
      data: "state",
      readAt: 1_000,
      failure: { message: "still gone", since: 2_000 },
      slow: false,
    });
  });

  it("forgets the failure once it reads again", () => {
    const lost = failed(succeeded("old", 1_000), new Error("gone"), 2_000);
    expect(lost.failure).toBeDefined();
    expect(succeeded("new", 4_000)).toEqual({
      data: "new",
      readAt: 4_000,
      failure: undefined,
      slow: false,
    });
  });
});
