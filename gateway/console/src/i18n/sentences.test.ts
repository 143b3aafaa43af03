import { expect, test } from "vitest";
import { CHINESE, inOtherWords } from "./sentences";

const names: Record<string, string> = { "China (Hong Kong)": "中国香港", "US (Silicon Valley)": "美国硅谷", Premium: "精品型" };
const chinese = (text: string) => inOtherWords(text, CHINESE, (name) => names[name] ?? name);

test("sentences of the catalog are Chinese, with their names", () => {
  expect(chinese("Small I is the cheapest specification that fits: 1 of its 1 regions, 10 of its 20 Mbit/s and 5000 of its 5000 connections are needed")).toBe(
    "Small I 是满足需求的最便宜规格：需要其 1 个地域中的 1 个、20 Mbit/s 中的 10 Mbit/s、5000 个连接中的 5000 个",
  );
  expect(chinese("Premium bandwidth is global: it carries traffic from China (Hong Kong) to US (Silicon Valley) without another plan")).toBe(
    "精品型带宽覆盖全球：流量从中国香港到美国硅谷，无需其他带宽包",
  );
});

test("objections are joined, and what is not known stays", () => {
  expect(chinese("Small I holds 5000 connections, 9000 are needed; something else")).toBe("Small I 可容纳 5000 个连接，需要 9000 个；something else");
  expect(chinese("larger than needed; SMALL_I suffices")).toBe("大于所需；SMALL_I 已足够");
});

test.each(CHINESE)("%s has the same placeholders", (english, translation) => {
  const placeholders = (text: string) => [...text.matchAll(/\{\{\w\}\}/g)].map(([one]) => one).sort();
  expect(placeholders(translation)).toEqual(placeholders(english));
});
