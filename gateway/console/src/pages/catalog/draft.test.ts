import { describe, expect, it } from "vitest";
import { differences, type Document, readFile, withEntry, withoutEntry } from "./draft";

const HELD: Document = {
  currency: "USD",
  regions: [{ code: "rack-7", version: 3, name: "Rack 7", area: "HOME", ipv6: true }],
  specifications: [{ code: "SMALL_I", version: 1, regions: 1, monthlyPrice: { currency: "USD", minorUnits: 16_500 } }],
  bandwidthTypes: [{ code: "BASIC", endpointTypes: ["SLB", "ECS"], usagePrices: [{ billingType: "PAY_BY_TRAFFIC", price: { currency: "JPY", minorUnits: 8 } }] }],
  limits: { planMbps: 2_000, months: 9, years: 3, openEnded: true },
};

describe("the difference of two catalogs", () => {
  it("is nothing for versions, the order of values and absent values", () => {
    const same = withEntry(HELD, "regions", { code: "rack-7", version: 9, name: "Rack 7", area: "HOME", ipv6: true, nameChinese: null });
    expect(differences(HELD, withEntry(same, "bandwidthTypes", { ...HELD.bandwidthTypes[0]!, endpointTypes: ["ECS", "SLB"] }))).toEqual([]);
  });

  it("names entries that come, go and change, and their fields", () => {
    let after = withoutEntry(HELD, "regions", "rack-7");
    after = withEntry(after, "regions", { code: "rack-8", name: "Rack 8", area: "HOME" });
    after = withEntry(after, "specifications", { code: "SMALL_I", regions: 1, monthlyPrice: { currency: "USD", minorUnits: 17_050 } });
    after = { ...after, limits: { ...after.limits, planMbps: 10_000 } };
    expect(differences(HELD, after)).toEqual([
      { key: "limits/SALES", change: "changed", fields: [{ name: "planMbps", before: "2000", after: "10000" }] },
      { key: "region/rack-7", change: "deleted", fields: [
        { name: "name", before: "Rack 7", after: "" },
        { name: "area", before: "HOME", after: "" },
        { name: "ipv6", before: "true", after: "" },
      ] },
      { key: "region/rack-8", change: "added", fields: [
        { name: "name", before: "", after: "Rack 8" },
        { name: "area", before: "", after: "HOME" },
      ] },
      { key: "specification/SMALL_I", change: "changed", fields: [{ name: "monthlyPrice", before: "165.00 USD", after: "170.50 USD" }] },
    ]);
  });
});

describe("a file of the catalog", () => {
  it("keeps limits and currency that it does not name", () => {
    const { limits: _, currency: __, ...older } = HELD;
    expect(readFile(JSON.stringify(older), HELD)).toEqual(HELD);
  });

  it("is refused when it is something else", () => {
    expect(() => readFile("[]", HELD)).toThrow(SyntaxError);
    expect(() => readFile("{", HELD)).toThrow(SyntaxError);
  });
});
