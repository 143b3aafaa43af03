import { describe, expect, it } from "vitest";
import {
  formatAge,
  formatBitsPerSecond,
  formatBytes,
  formatCauses,
  formatConstant,
  formatCount,
  formatIpVersion,
  formatEndpoint,
  formatMicros,
  formatPercent,
  formatPorts,
  shortened,
} from "./format";

describe("shortened", () => {
  it("says that a hash goes on", () => {
    expect(shortened("0123456789abcdef0123456789abcdef")).toBe("0123456789abcdef01234567…");
    expect(shortened("0123456789abcdef01234567")).toBe("0123456789abcdef01234567");
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1 kB"],
    [1_550, "1.6 kB"],
    [20_000_000, "20 MB"],
    [123_456_789, "123 MB"],
    [999_960_000, "1 GB"],
    [5e18, "5000 PB"],
  ])("writes %d as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([null, undefined, Number.NaN])("writes %s as unknown", (bytes) =>
    expect(formatBytes(bytes)).toBe("–"),
  );
});

describe("formatBitsPerSecond", () => {
  it.each([
    [0, "0 bit/s"],
    [0.4, "0 bit/s"],
    [9_640_000, "9.6 Mbit/s"],
    [2.5e9, "2.5 Gbit/s"],
  ])("writes %d as %s", (rate, text) => expect(formatBitsPerSecond(rate)).toBe(text));
});

describe("formatMicros", () => {
  it.each([
    [0, "0 µs"],
    [999, "999 µs"],
    [1_000, "1 ms"],
    [153_400, "153 ms"],
    [999_400, "999 ms"],
    [999_600, "1 s"],
    [2_340_000, "2.3 s"],
    [null, "–"],
  ])("writes %s as %s", (micros, text) => expect(formatMicros(micros)).toBe(text));
});

describe("formatAge", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  it.each([
    ["2026-03-01T11:59:59.500Z", "just now"],
    ["2026-03-01T11:59:58Z", "2 s ago"],
    ["2026-03-01T11:59:00.001Z", "59 s ago"],
    ["2026-03-01T11:59:00Z", "1 min ago"],
    ["2026-03-01T11:00:00Z", "1 h ago"],
    ["2026-02-28T12:00:00Z", "1 d ago"],
    ["2026-03-01T12:00:05Z", "just now"],
    ["nonsense", "–"],
    [undefined, "–"],
  ])("writes %s as %s", (instant, text) => expect(formatAge(instant, now)).toBe(text));
});

describe("formatPorts", () => {
  it("writes single ports and ranges", () =>
    expect(
      formatPorts([
        { from: 80, to: 80 },
        { from: 8000, to: 8010 },
      ]),
    ).toBe("80, 8000–8010"));

  it.each([[[]], [undefined]])("writes %s as unknown", (ranges) =>
    expect(formatPorts(ranges)).toBe("–"),
  );
});

describe("formatEndpoint", () => {
  it.each([
    [{ id: "ep-1", address: "192.0.2.1" }, "192.0.2.1"],
    [{ id: "ep-1", address: "192.0.2.1", port: 8081 }, "192.0.2.1:8081"],
    [{ id: "ep-1", address: "2001:db8::1", port: 8081 }, "[2001:db8::1]:8081"],
    [{ id: "ep-1", address: "192.0.2.1", port: null }, "192.0.2.1"],
    [{ id: "ep-1" }, "–"],
  ])("writes %j as %s", (endpoint, text) => expect(formatEndpoint(endpoint)).toBe(text));
});

describe("names", () => {
  it.each([
    ["ASIA_PACIFIC", "Asia Pacific"],
    ["SMALL_I", "Small I"],
    ["LARGE_III", "Large III"],
    ["SOURCE_IP", "Source IP"],
    ["PREMIUM", "Premium"],
    [undefined, "–"],
  ])("writes %s as %s", (constant, text) => expect(formatConstant(constant)).toBe(text));

  it("keeps IP versions as everybody writes them", () => {
    expect(formatIpVersion("IPV6")).toBe("IPv6");
    expect(formatIpVersion("DUAL_STACK")).toBe("Dual Stack");
  });

  it("groups the digits of counts", () => expect(formatCount(5_000)).toBe("5,000"));
});

describe("formatPercent", () => {
  it("shows two digits and no false zero", () => {
    expect(formatPercent(0)).toBe("0 %");
    expect(formatPercent(0.0004)).toBe("< 0.01 %");
    expect(formatPercent(0.25)).toBe("0.25 %");
    expect(formatPercent(1.2345)).toBe("1.23 %");
    expect(formatPercent(null)).toBe("–");
  });
});

describe("formatCauses", () => {
  it("puts the most frequent first, in words", () => {
    expect(formatCauses({ OVER_LIMIT: 3, ACCESS_LIST: 1_200, CLIENT_RATE: 0 })).toBe(
      "1,200 access list, 3 over limit",
    );
  });

  it("is empty when nothing was refused", () => {
    expect(formatCauses({})).toBe("");
    expect(formatCauses(undefined)).toBe("");
  });
});
