const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** To make a format costs more than to use it, and tables have one in each row. */
function formatOf(language: string): Intl.RelativeTimeFormat {
  const format = formats.get(language) ?? new Intl.RelativeTimeFormat(language, { style: "short" });
  formats.set(language, format);
  return format;
}

/** How far an instant is from now, in words: 3 minutes ago, in 12 days. */
export function ageOf(at: number, now: number, language: string, justNow: string): string {
  const seconds = (at - now) / 1_000;
  if (!Number.isFinite(seconds)) {
    return "–";
  }
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) {
      // What was just bought for 30 days ends in 30 days; what is 59 minutes old is not an hour old.
      return formatOf(language).format(seconds > 0 ? Math.round(seconds / size) : Math.trunc(seconds / size), unit);
    }
  }
  return justNow;
}

/** Minutes and seconds until a deadline: 1:05, and 0:00 after it. */
export function countdown(deadline: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((deadline - now) / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const rest = `${seconds % 60}`.padStart(2, "0");
  return hours > 0 ? `${hours}:${`${minutes}`.padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
