import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";
import { curlOf } from "./curl";
import { formatMoney } from "./money";
import { ageOf, countdown } from "./time";
import { yamlOf } from "./yaml";

describe("yamlOf", () => {
  it("indents members and lists", () => {
    expect(yamlOf({ name: "shop", ports: [{ from: 80, to: 80 }], tags: ["a", "b"], none: [], empty: {}, gone: undefined })).toBe(
      "name: shop\nports:\n  - from: 80\n    to: 80\ntags:\n  - a\n  - b\nnone: []\nempty: {}",
    );
  });

  it("quotes what YAML would read as something else", () => {
    expect(yamlOf({ a: "true", b: "1.5", c: "", d: "x: y", e: "2001:db8::1", f: null, g: "No" })).toBe(
      'a: "true"\nb: "1.5"\nc: ""\nd: "x: y"\ne: "2001:db8::1"\nf: null\ng: "No"',
    );
  });
});

describe("curlOf", () => {
  it("survives quotes in a body", () => {
    expect(curlOf("POST", "/v1/x", { name: "it's" })).toContain("it'\\''s");
  });
});

describe("csvOf", () => {
  it("quotes separators, and keeps spreadsheets from calculating", () => {
    expect(csvOf([{ a: 'x,"y"', b: "=1+1" }, { a: -1, c: { d: 1 } }])).toBe('a,b,c\r\n"x,""y""",\'=1+1,\r\n-1,,"{""d"":1}"');
  });
});

describe("times", () => {
  it("count down to zero and no further", () => {
    expect([countdown(65_000, 0), countdown(500, 0), countdown(0, 9_000), countdown(3_661_000, 0)]).toEqual(["1:05", "0:01", "0:00", "1:01:01"]);
  });

  it("are told apart by their largest unit", () => {
    expect(ageOf(0, 500, "en", "just now")).toBe("just now");
    expect(ageOf(0, 180_000, "en", "just now")).toBe("3 min. ago");
    expect(ageOf(12 * 86_400_000, 0, "en", "just now")).toBe("in 12 days");
    expect(ageOf(30 * 86_400_000 - 9_000, 0, "en", "just now")).toBe("in 30 days");
    expect(ageOf(0, 119_000, "en", "just now")).toBe("1 min. ago");
  });
});

describe("formatMoney", () => {
  it("divides by the currency's own digits", () => {
    expect(formatMoney({ currency: "USD", minorUnits: 16_500 }, "en")).toBe("$165.00");
    expect(formatMoney({ currency: "JPY", minorUnits: 16_500 }, "en")).toBe("¥16,500");
    expect(formatMoney(undefined, "en")).toBe("–");
  });
});
