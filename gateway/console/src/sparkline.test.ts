import { describe, expect, it } from "vitest";
import { peakRate, sparklineBars } from "./sparkline";

const at = (minute: number, bitsPerSecondOut: number | null) => ({
  start: new Date(Date.UTC(2026, 2, 1, 12, minute)).toISOString(),
  bitsPerSecondOut,
});

describe("sparklineBars", () => {
  it("fills the box in the order of time, the highest over the full height", () => {
    const bars = sparklineBars({ windows: [at(1, 50), at(0, 100)] }, 100, 20);
    expect(bars.map(({ x, y, height }) => ({ x, y, height }))).toEqual([
      { x: 0, y: 0, height: 20 },
      { x: 50, y: 10, height: 10 },
    ]);
  });

  it("leaves room where a window is missing or had no traffic", () => {
    const bars = sparklineBars({ windows: [at(0, 10), at(1, 0), at(2, 10), at(4, 10)] }, 100, 20);
    expect(bars.map(({ x }) => x)).toEqual([0, 40, 80]);
    expect(bars.every(({ x, width }) => x + width <= 100)).toBe(true);
  });

  it("leaves the part of the range empty in which there was nothing yet", () => {
    const range = { from: at(0, 0).start, to: at(10, 0).start, step: 60 };
    expect(sparklineBars({ ...range, windows: [at(8, 10), at(9, 5)] }, 100, 20)).toEqual([
      { x: 80, y: 0, width: 7.5, height: 20 },
      { x: 90, y: 10, width: 7.5, height: 10 },
    ]);
  });

  it("keeps little traffic visible", () =>
    expect(sparklineBars({ windows: [at(0, 1), at(1, 1e9)] }, 100, 20)[0]?.height).toBe(1));

  it("draws one window over the whole width", () =>
    expect(sparklineBars({ windows: [at(0, 5)] }, 100, 20)).toEqual([{ x: 0, y: 0, width: 75, height: 20 }]));

  it("draws nothing of nothing", () => {
    expect(sparklineBars({ windows: [] }, 100, 20)).toEqual([]);
    expect(sparklineBars({ windows: [at(0, 0), at(1, null), { bitsPerSecondOut: 5 }] }, 100, 20)).toEqual([]);
  });
});

describe("peakRate", () => {
  it("is the highest known rate", () => expect(peakRate([at(0, 3), at(1, null), at(2, 2)])).toBe(3));
  it("is unknown without any", () => expect(peakRate([at(0, null)])).toBeUndefined());
});
