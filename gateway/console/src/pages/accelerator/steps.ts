import type { TrafficRange } from "../../api/queries";
import type { Schemas, Traffic } from "../../api/types";

type Window = Schemas["Window"];

const POINTS = 120;
const MOST_LATE = 3;

/** Every step of the range: those without a report are absent from the answer. */
export function everyStep(traffic: Traffic): { seconds: number[]; windows: (Window | undefined)[] } {
  const step = traffic.step ?? 0;
  const from = Math.ceil(Date.parse(traffic.from ?? "") / 1_000 / step) * step;
  const to = Date.parse(traffic.to ?? "") / 1_000;
  if (!(step > 0) || !(to >= from)) {
    return { seconds: [], windows: [] };
  }
  const known = new Map((traffic.windows ?? []).map((window) => [Date.parse(window.start ?? "") / 1_000, window]));
  const seconds = Array.from({ length: Math.floor((to - from) / step) }, (_, index) => from + index * step);
  // The last reports are still on their way.
  for (let late = 0; late < MOST_LATE && seconds.length > 1 && !known.has(seconds.at(-1) ?? 0); late++) {
    seconds.pop();
  }
  return { seconds, windows: seconds.map((second) => known.get(second)) };
}

/** About {@link POINTS} steps, in whole tens of seconds. */
export function stepOf(from: string | undefined, to: string | undefined): string | undefined {
  const seconds = (Date.parse(to ?? "") - Date.parse(from ?? "")) / 1_000;
  return seconds > 0 ? `${Math.max(10, Math.ceil(seconds / POINTS / 10) * 10)}s` : undefined;
}

/** The filter of {@link TrafficSearch.only}. */
export function onlyOf(only: string | undefined): TrafficRange {
  const [kind, first, second] = only?.split(":") ?? [];
  switch (kind) {
    case "pair":
      return { region: first, endpointRegion: second };
    case "listener":
      return { listener: first };
    case "group":
      return { endpointGroup: first };
    case "endpoint":
      return { endpoint: first };
    default:
      return {};
  }
}
