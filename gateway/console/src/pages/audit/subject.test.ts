import { expect, test } from "vitest";
import type { HistoryEntry } from "../../api/types";
import { invited, subject } from "./subject";

const event = (type: string, fields: object) => ({ type, event: fields }) as unknown as HistoryEntry;

const lower = (code: unknown) => (typeof code === "string" ? code.toLowerCase() : code);

test("an event of access names its member, also one that was removed", () => {
  const events = [event("SignedIn", { user: "usr-1", way: "LINK" }), event("MemberInvited", { user: "usr-1", name: "Ada", role: "VIEWER" })];
  const names = invited(events);
  const nameOf = (user: string) => names.get(user) ?? user;
  expect(events.map((one) => subject(one, nameOf, lower))).toEqual(["Ada · link", "Ada · viewer"]);
  expect(subject(event("MemberRemoved", { user: "usr-2" }), nameOf, lower)).toBe("usr-2");
});
