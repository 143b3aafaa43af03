import { expect, test } from "vitest";
import { revisionAt } from "./moments";

const events = [1, 2, 3].map((revision) => ({ revision, occurredAt: `2026-11-30T10:0${revision}:00Z` }));

test.each([
  ["2026-11-30T10:02:00Z", 2],
  ["2026-11-30T10:02:59Z", 2],
  ["2027-01-01T00:00:00Z", 3],
  ["2020-01-01T00:00:00Z", 1],
])("at %s revision %d was in force", (at, revision) => {
  expect(revisionAt(events, Date.parse(at))).toBe(revision);
});

test("a moment that is not complete finds nothing", () => {
  expect(revisionAt(events, Number.NaN)).toBeUndefined();
  expect(revisionAt([], 0)).toBeUndefined();
});
