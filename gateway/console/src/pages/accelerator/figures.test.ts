import { describe, expect, it } from "vitest";
import { everyStep, onlyOf, stepOf } from "./steps";
import { layout } from "./layout";
import { urlsOf } from "./urls";

const accelerator = {
  id: "ga-1",
  regions: [{ region: "cn-hongkong", acceleratedIp: "fd00::1", bandwidthMbps: 10 }],
  listeners: [
    {
      id: "lsr-1",
      protocol: "TCP" as const,
      ports: [{ from: 80, to: 80 }],
      endpointGroups: [{ id: "epg-1", region: "us-west-1", endpoints: [{ id: "ep-1", address: "192.0.2.1" }] }],
    },
  ],
};

describe("layout", () => {
  it("links clients to the relays of their region and each relay to each group, with its way", () => {
    const { links, regions, groups } = layout(
      accelerator,
      [{ relay: "relay-1", region: "cn-hongkong" }],
      { endpointGroups: [{ endpointGroupId: "epg-1", relays: [{ relayId: "relay-1", way: ["relay-2"] }] }] },
      { regionPairs: [{ region: "cn-hongkong", endpointRegion: "us-west-1", bytesIn: 0, bytesOut: 7_500 }] },
      60,
    );
    expect(links.map(({ id, bitsPerSecond, pair }) => [id, bitsPerSecond, pair?.way])).toEqual([
      ["cn-hongkong relay-1", 1_000, undefined],
      ["relay-1 epg-1", 1_000, ["relay-2"]],
    ]);
    expect(regions[0]?.x).toBeLessThan(groups[0]?.x ?? 0);
  });
});

describe("everyStep", () => {
  it("fills the steps without a report, but for the last ones, whose reports are on their way", () => {
    const window = { start: "2026-11-30T04:00:10Z", bitsPerSecondOut: 5 };
    expect(everyStep({ from: "2026-11-30T04:00:00Z", to: "2026-11-30T04:00:30Z", step: 10, windows: [window] }).windows).toEqual([undefined, window]);
    expect(everyStep({ from: "2026-11-30T04:00:00Z", to: "2026-11-30T04:02:00Z", step: 10, windows: [window] }).windows).toHaveLength(9);
    expect(everyStep({})).toEqual({ seconds: [], windows: [] });
  });
});

describe("filters", () => {
  it("are read from the address of the page", () => {
    expect(onlyOf("pair:cn-hongkong:us-west-1")).toEqual({ region: "cn-hongkong", endpointRegion: "us-west-1" });
    expect(onlyOf("nonsense")).toEqual({});
    expect(stepOf("2026-11-30T00:00:00Z", "2026-11-30T01:00:00Z")).toBe("30s");
  });
});

describe("urlsOf", () => {
  it("puts IPv6 addresses into brackets and leaves usual ports out", () => {
    expect(urlsOf(accelerator).map(({ url }) => url)).toEqual(["http://[fd00::1]/"]);
    const other = { ...accelerator, listeners: [{ ...accelerator.listeners[0], ports: [{ from: 8443, to: 8443 }] }] };
    expect(urlsOf(other).map(({ url }) => url)).toEqual(["https://[fd00::1]:8443/"]);
  });
});
