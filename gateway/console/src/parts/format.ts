import type { Schemas } from "../api/types";

type PortRange = Schemas["PortRange"];

/** What stands for a number that is not known. */
export const UNKNOWN = "–";

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];
const BIT_UNITS = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"];

/** Decimal units, as network people count: 1500 is 1.5 kB. */
export function formatBytes(bytes: number | null | undefined): string {
  return scaled(bytes, BYTE_UNITS);
}

export function formatBitsPerSecond(bitsPerSecond: number | null | undefined): string {
  return scaled(bitsPerSecond, BIT_UNITS);
}

export function formatCount(count: number | null | undefined): string {
  return isNumber(count) ? count.toLocaleString("en-US") : UNKNOWN;
}

export function formatMicros(micros: number | null | undefined): string {
  if (!isNumber(micros)) {
    return UNKNOWN;
  }
  if (micros < 1_000) {
    return `${Math.round(micros)} µs`;
  }
  return micros < 999_500 ? `${short(micros / 1_000)} ms` : `${short(micros / 1_000_000)} s`;
}

/** Two digits, and never 0 % of what was more than nothing. */
export function formatPercent(percent: number | null | undefined): string {
  if (!isNumber(percent)) {
    return UNKNOWN;
  }
  return percent > 0 && percent < 0.01 ? "< 0.01 %" : `${Number(percent.toFixed(2))} %`;
}

/** The most frequent first: 12 access list, 3 over limit. Empty when nothing happened. */
export function formatCauses(causes: Record<string, number> | null | undefined): string {
  return Object.entries(causes ?? {})
    .filter(([, count]) => count > 0)
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .map(([cause, count]) => `${formatCount(count)} ${cause.toLowerCase().replaceAll("_", " ")}`)
    .join(", ");
}

const SHOWN_OF_HASH = 24;

/** The beginning of a hash, and that there is more of it. */
export function shortened(hash: string): string {
  return hash.length > SHOWN_OF_HASH ? `${hash.slice(0, SHOWN_OF_HASH)}…` : hash;
}

/** How long ago an instant was; the clocks of browser and server may differ, so never negative. */
export function formatAge(instant: string | null | undefined, now: number): string {
  const at = instant ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at)) {
    return UNKNOWN;
  }
  const seconds = Math.max(0, Math.floor((now - at) / 1_000));
  if (seconds < 1) {
    return "just now";
  }
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  if (seconds < 3_600) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  return seconds < 86_400
    ? `${Math.floor(seconds / 3_600)} h ago`
    : `${Math.floor(seconds / 86_400)} d ago`;
}

export function formatPorts(ranges: PortRange[] | null | undefined): string {
  return ranges && ranges.length > 0
    ? ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ")
    : UNKNOWN;
}

/** The address, with the port if the endpoint has its own. */
export function formatEndpoint({ address, port }: { id?: string; address?: string; port?: number | null }): string {
  if (!address) {
    return UNKNOWN;
  }
  return port == null ? address : `${address.includes(":") ? `[${address}]` : address}:${port}`;
}

/** An enum constant as words: ASIA_PACIFIC is Asia Pacific; numerals and IP stay as they are. */
export function formatConstant(constant: string | null | undefined): string {
  return constant
    ? constant
        .split("_")
        .map((word) => (/^([IVX]+|IP)$/.test(word) ? word : word.charAt(0) + word.slice(1).toLowerCase()))
        .join(" ")
    : UNKNOWN;
}

/** IP versions keep their usual spelling. */
export function formatIpVersion(version: string | null | undefined): string {
  switch (version) {
    case "IPV4":
      return "IPv4";
    case "IPV6":
      return "IPv6";
    default:
      return formatConstant(version);
  }
}

function scaled(value: number | null | undefined, units: string[]): string {
  if (!isNumber(value)) {
    return UNKNOWN;
  }
  let rest = value;
  let unit = 0;
  // 999.5 and more would be rounded to 1000 of this unit
  while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
    rest /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? Math.round(rest) : short(rest)} ${units[unit]}`;
}

/** One decimal below 100, none from there on. */
function short(value: number): string {
  return value < 99.95 ? value.toFixed(1).replace(/\.0$/, "") : value.toFixed(0);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
