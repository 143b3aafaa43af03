import { describe, expect, it } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

/** Every text by its key; the forms of a plural count as one. */
function texts(tree: object, prefix = ""): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix + name.replace(/_(one|other)$/, "");
    if (typeof value === "string") {
      all.set(key, [...(all.get(key) ?? []), value]);
    } else {
      for (const [below, found] of texts(value as object, `${key}.`)) {
        all.set(below, [...(all.get(below) ?? []), ...found]);
      }
    }
  }
  return all;
}

const english = texts(en);
const chinese = texts(zh);
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

/** Names that are the same in both languages. */
const NAMES = /^(YAML|CSV|ECS|SLB|IPv[46]|PROXY v[12]|time_\w+|\{\{used\}\}.*)$/;

describe("the languages", () => {
  it("have the same keys", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("use the same placeholders", () => {
    for (const [key, forms] of english) {
      expect(placeholders(chinese.get(key)?.join() ?? ""), key).toEqual(placeholders(forms.join()));
    }
  });

  it("leave no text untranslated", () => {
    for (const [key, forms] of chinese) {
      for (const text of forms.filter((one) => !NAMES.test(one))) {
        expect(text, key).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });
});
