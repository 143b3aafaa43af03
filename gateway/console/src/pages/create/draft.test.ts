import { describe, expect, it } from "vitest";
import { acceleratorBody, choose, FIRST_DRAFT, keptDraft } from "./draft";
import { priceOf } from "./price";

const chosen = choose(FIRST_DRAFT, { specification: "SMALL_I", bandwidthType: "PREMIUM", peakBandwidthMbps: 10 });

describe("keptDraft", () => {
  it("survives leaving and coming back", () => {
    const kept = { draft: chosen, reached: 4, key: "k" };
    expect(keptDraft(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([null, "", "{}", '{"draft":{"requirements":{}},"key":"k"}', "[1]"])("starts again after %s", (text) => {
    expect(keptDraft(text)).toMatchObject({ draft: FIRST_DRAFT, reached: 1 });
  });
});

describe("acceleratorBody", () => {
  it("is the seed's example", () => {
    const origin = { ...chosen.origin, endpoints: [{ type: "CUSTOM_IP" as const, address: "203.0.113.10", port: "" as const, weight: 255 }] };
    expect(acceleratorBody({ ...chosen, origin }, () => "ASIA_PACIFIC")).toEqual({
      bundle: { specification: "SMALL_I", bandwidthType: "PREMIUM", peakBandwidthMbps: 10 },
      term: { unit: "MONTH", count: 1 },
      areas: [{ area: "ASIA_PACIFIC", regions: [{ region: "cn-hongkong", bandwidthMbps: 10, ipVersion: "IPV6" }] }],
      listeners: [
        {
          name: "web",
          protocol: "TCP",
          clientAffinity: "SOURCE_IP",
          ports: [{ from: 80, to: 80 }],
          endpointGroups: [
            {
              name: "origin",
              region: "us-west-1",
              backendService: "OFF_CLOUD",
              clientIp: "OFF",
              trafficPercentage: 100,
              endpoints: [{ type: "CUSTOM_IP", address: "203.0.113.10", weight: 255 }],
            },
          ],
        },
      ],
    });
  });

  it("groups regions by their areas", () => {
    const regions = ["cn-hongkong", "eu-west-1", "ap-southeast-1"].map((region) => ({ region, bandwidthMbps: 3, ipVersion: "IPV6" as const }));
    const { areas } = acceleratorBody({ ...chosen, area: { regions } }, (region) => (region.startsWith("eu") ? "EUROPE" : "ASIA_PACIFIC"));
    expect(areas?.map((one) => [one.area, one.regions.length])).toEqual([["ASIA_PACIFIC", 2], ["EUROPE", 1]]);
  });
});

describe("priceOf", () => {
  const usd = (minorUnits: number) => ({ currency: "USD", minorUnits });
  const specifications = [{ code: "SMALL_I", monthlyPrice: usd(16_500), yearlyPrice: usd(165_000) }];
  const types = [{ code: "PREMIUM", monthlyPricePerMbps: usd(3_000), yearlyPricePerMbps: usd(30_000) }];

  it("multiplies by the term and the bandwidth", () => {
    expect(priceOf({ ...chosen.purchase, count: 2 }, specifications, types).total).toBe(2 * (16_500 + 30_000));
    expect(priceOf({ ...chosen.purchase, unit: "YEAR" }, specifications, types).total).toBe(165_000 + 300_000);
  });

  it("leaves out what is charged by use", () => {
    expect(priceOf({ ...chosen.purchase, billing: "PAY_BY_TRAFFIC" }, specifications, types)).toMatchObject({ bandwidth: null, total: 16_500 });
  });
});
