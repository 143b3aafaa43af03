import { expect, test } from "vitest";
import type { Probe } from "../../api/types";
import { gain, isBeside, timesOf, totalsByRound } from "./gain";

test.each([
  [200_000, 150_000, "faster", "25 %"],
  [100_000, 250_000, "slower", "150 %"],
  [100_000, 101_000, "same", "1 %"],
  [200, 650, "same", "225 %"],
])("from %d to %d it is %s", (before, after, kind, percent) => {
  expect(gain(before, after)).toEqual({ kind, percent });
});

test("a measurement has the times of its protocol", () => {
  const labels = (protocol: string) => timesOf({ protocol } as Probe).map(({ label }) => label);
  expect(labels("HTTP")).toEqual(["connect", "firstByte", "total"]);
  expect(labels("HTTPS")).toEqual(["connect", "tls", "firstByte", "total"]);
  expect(labels("TCP")).toEqual(["connect", "total"]);
});

test("without one of both there is no gain", () => {
  expect(gain(undefined, 1)).toBeNull();
  expect(gain(1, null)).toBeNull();
  expect(gain(0, 1)).toBeNull();
});

test("a server beside the relay leaves no distance to save", () => {
  const of = (median: number) => ({ direct: { connectMicros: { median } } }) as Probe;
  expect([300, 150_000].map((micros) => isBeside(of(micros)))).toEqual([true, false]);
  expect(isBeside({})).toBe(false);
});

test("rounds have a place for a connection that failed", () => {
  const samples = [
    { side: "DIRECT", round: 1, totalMicros: 10 },
    { side: "ACCELERATED", round: 1, failure: "refused" },
    { side: "DIRECT", round: 2, totalMicros: 12 },
    { side: "ACCELERATED", round: 2, totalMicros: 8 },
  ];
  expect(totalsByRound({ samples } as Probe)).toEqual({ rounds: [1, 2], direct: [10, 12], accelerated: [null, 8] });
});
