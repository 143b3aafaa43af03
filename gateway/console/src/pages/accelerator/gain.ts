import type { Probe } from "../../api/types";
import { formatPercent } from "../../parts/format";

const TIMES = [
  { key: "connectMicros", label: "connect" },
  { key: "tlsMicros", label: "tls" },
  { key: "firstByteMicros", label: "firstByte" },
  { key: "totalMicros", label: "total" },
] as const;

/** The times that a measurement has, by their names in curl: without TLS the three of the tutorial. */
export function timesOf({ protocol }: Probe): readonly (typeof TIMES)[number][] {
  return TIMES.filter(({ label }) => (label === "tls" ? protocol === "HTTPS" : label !== "firstByte" || protocol !== "TCP"));
}

export interface Gain {
  kind: "faster" | "slower" | "same";
  percent: string;
}

/** Less is what the clock itself varies by. */
const SAME_PERCENT = 2;
const SAME_MICROS = 500;

/** A server as near as this leaves no distance to save. */
const BESIDE_MICROS = 2_000;

/** Whether the relay stands beside the server, as on one machine: an accelerator pays off over a distance. */
export function isBeside(probe: Probe): boolean {
  const connect = probe.direct?.connectMicros?.median;
  return typeof connect === "number" && connect < BESIDE_MICROS;
}

/** The change from before to after; null where one of both is missing. */
export function gain(before: number | undefined | null, after: number | undefined | null): Gain | null {
  if (typeof before !== "number" || typeof after !== "number" || before <= 0) {
    return null;
  }
  const change = (100 * (after - before)) / before;
  const percent = formatPercent(Math.round(Math.abs(change)));
  const isSame = Math.abs(change) < SAME_PERCENT || Math.abs(after - before) < SAME_MICROS;
  return { kind: isSame ? "same" : change < 0 ? "faster" : "slower", percent };
}

/** The total times, or those to connect, of each round on both sides; null where a connection failed. */
export function totalsByRound(probe: Probe): { rounds: number[]; direct: (number | null)[]; accelerated: (number | null)[] } {
  const samples = probe.samples ?? [];
  const rounds = [...new Set(samples.map(({ round }) => round ?? 0))].sort((a, b) => a - b);
  const of = (side: "DIRECT" | "ACCELERATED") =>
    rounds.map((round) => samples.find((sample) => sample.side === side && sample.round === round)?.totalMicros ?? null);
  return { rounds, direct: of("DIRECT"), accelerated: of("ACCELERATED") };
}
