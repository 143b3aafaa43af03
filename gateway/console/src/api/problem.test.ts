import { expect, it } from "vitest";
import { refusal, Unreachable, waitMillis } from "./problem";

const refused = (status: number, headers: Record<string, string>) => refusal(new Response("", { status, headers }), undefined);

it.each([
  ["7", 7_000],
  ["100000", 120_000],
  ["Wed, 21 Oct 2026 07:28:00 GMT", 4_000],
  ["-1", 4_000],
])("a service that asks for %s is asked after %d ms", (value, millis) => {
  expect(waitMillis(2, refused(429, { "Retry-After": value }))).toBe(millis);
});

it("asks later from time to time without a wish of the service", () => {
  expect([0, 1, 2].map((attempts) => waitMillis(attempts, new Unreachable("gone")))).toEqual([1_000, 2_000, 4_000]);
});

it("keeps the request id of an answer without a body", () => {
  expect(refused(502, { "X-Request-Id": "r-1" }).requestId).toBe("r-1");
});
