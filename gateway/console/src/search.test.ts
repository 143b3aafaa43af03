import { expect, test } from "vitest";
import { withWords, wordsOf } from "./search";

test("words survive the address of the page", () => {
  for (const words of ["shop", "a b&c=d", "2001:db8::1", "é%"]) {
    expect(wordsOf(withWords("", words))).toBe(words);
  }
});

test("other parameters stay, and no words leave no parameter", () => {
  expect(withWords("?theme=dark&q=shop", "")).toBe("?theme=dark");
  expect(withWords("?q=shop", "")).toBe("");
  expect(wordsOf("")).toBe("");
});
