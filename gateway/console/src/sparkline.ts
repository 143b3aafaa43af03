import type { Metrics, MetricsWindow } from "./api";

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
 * One bar per window, over the range that was asked for; where a window is missing there is no bar.
 *
 * @param metrics with windows in any order, those without a start or a rate are left out; without a
 *     range or a step, the windows themselves say what they are
 */
export function sparklineBars(metrics: Metrics, width: number, height: number): Bar[] {
  const points = (metrics.windows ?? [])
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
  const step = metrics.step ? metrics.step * 1_000 : smallestStep(points.map(({ at }) => at));
  const from = Math.min(first.at, known(metrics.from, first.at));
  const to = Math.max(last.at + step, known(metrics.to, last.at + step));
  const highest = Math.max(...points.map(({ rate }) => rate));
  const scale = width / (to - from);
  return points
    .filter(({ rate }) => rate > 0)
    .map(({ at, rate }) => {
      const tall = Math.max(LEAST_HEIGHT, (rate / highest) * height);
      return {
        x: (at - from) * scale,
        y: height - tall,
        width: step * scale * (1 - GAP),
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

function known(instant: string | undefined, otherwise: number): number {
  const at = Date.parse(instant ?? "");
  return Number.isNaN(at) ? otherwise : at;
}

/** Milliseconds; of a single window any step will do. */
function smallestStep(sorted: number[]): number {
  const steps = sorted.slice(1).map((at, i) => at - (sorted[i] ?? at));
  const positive = steps.filter((step) => step > 0);
  return positive.length > 0 ? Math.min(...positive) : 1;
}
