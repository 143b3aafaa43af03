import type { HistoryEntry } from "../../api/types";

type Fields = Record<string, unknown>;

const fieldsOf = (one: HistoryEntry) => (one.event ?? {}) as Fields;

/** The names with which members were invited, by their ids: of those that were removed, too. */
export function invited(events: HistoryEntry[]): Map<string, string> {
  return new Map(
    events.flatMap((one) => {
      const { user, name } = fieldsOf(one);
      return one.type === "MemberInvited" && typeof user === "string" && typeof name === "string" ? [[user, name] as const] : [];
    }),
  );
}

/**
 * The member, token or way that an event is about.
 *
 * @param wordOf the word of a role or a way
 */
export function subject(one: HistoryEntry, nameOf: (user: string) => string, wordOf: (code: unknown) => unknown): string {
  const { name, user, token, role, way, refusals } = fieldsOf(one);
  const shown = [name, typeof user === "string" ? nameOf(user) : user, token, wordOf(role), wordOf(way), refusals].filter((value) => value !== undefined).map(String);
  return [...new Set(shown)].join(" · ");
}
