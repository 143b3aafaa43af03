import type { MetricsWindow } from "./api";

/** A bar of the sparkline, in the units of its view box. */
export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}

const GAP = 0.25;
const LEAST_HEIGHT = 1;

/**
 * One bar per window, oldest first, filling the box; where a window is missing there is no bar.
 *
 * @param windows in any order; those without a start or a rate are left out
 */
export function sparklineBars(windows: MetricsWindow[], width: number, height: number): Bar[] {
  const points = windows
    .map(({ start, bitsPerSecondOut }) => ({
      at: Date.parse(start ?? ""),
      rate: bitsPerSecondOut ?? Number.NaN,
    }))
    .filter(({ at, rate }) => Number.isFinite(at) && Number.isFinite(rate))
    .sort((a, b) => a.at - b.at);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) {
    return [];
  }
  const step = smallestStep(points.map(({ at }) => at));
  const slot = width / ((last.at - first.at) / step + 1);
  const highest = Math.max(...points.map(({ rate }) => rate));
  return points
    .filter(({ rate }) => rate > 0)
    .map(({ at, rate }) => {
      const tall = Math.max(LEAST_HEIGHT, (rate / highest) * height);
      return {
        x: ((at - first.at) / step) * slot,
        y: height - tall,
        width: slot * (1 - GAP),
        height: tall,
      };
    });
}

/** The highest rate of any window; undefined when there is none. */
export function peakRate(windows: MetricsWindow[]): number | undefined {
  const rates = windows
    .map(({ bitsPerSecondOut }) => bitsPerSecondOut)
    .filter((rate): rate is number => typeof rate === "number" && Number.isFinite(rate));
  return rates.length > 0 ? Math.max(...rates) : undefined;
}

function smallestStep(sorted: number[]): number {
  const steps = sorted.slice(1).map((at, i) => at - (sorted[i] ?? at));
  return Math.min(...steps.filter((step) => step > 0), Number.MAX_SAFE_INTEGER);
}
