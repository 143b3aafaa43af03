import type { HistoryEntry } from "../../api/types";

/** The last revision that was there at a moment; the first one before all of them. */
export function revisionAt(events: HistoryEntry[], millis: number): number | undefined {
  return Number.isNaN(millis) ? undefined : (events.findLast(({ occurredAt }) => Date.parse(occurredAt ?? "") <= millis) ?? events[0])?.revision;
}
