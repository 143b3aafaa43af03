// Pages of one Chromium, and what they are tried with.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

export const [consoleUrl, originPort, listenerPort, pictures] = process.argv.slice(2);
const authorization = process.env.SIXLANE_AUTHORIZATION;
const inPath = process.env.PATH.split(delimiter).map((folder) => join(folder, "chromium"));
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? inPath.find(existsSync),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

/** What the parts of the walk make for each other. */
export const made = { accelerator: "" };

/**
 * A page that fails the test when a script fails. It has the owner's token in its headers, unless
 * it signs in by itself.
 */
export async function open({ signedIn = true, ...options } = {}) {
  const context = await browser.newContext({
    baseURL: consoleUrl,
    viewport: { width: 1_440, height: 900 },
    locale: "en-US",
    ...(signedIn && authorization && { extraHTTPHeaders: { authorization } }),
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.failures = [];
  page.on("pageerror", (error) => {
    // Leaving a page ends what it loads ahead; a page that lacks a module shows no heading.
    if (!/Failed to fetch dynamically imported module/.test(error)) {
      page.failures.push(String(error));
    }
  });
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
      page.failures.push(message.text());
    }
  });
  return page;
}

export async function close(page) {
  assert.deepEqual(page.failures, []);
  await page.context().close();
}

export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const field = (page, name) => page.getByRole("textbox", { name });

export async function picture(page, name) {
  if (pictures) {
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }
}

/** The owner asks the API. */
export async function api(method, path, body) {
  const answer = await fetch(new URL(path, consoleUrl), {
    method,
    headers: { authorization, ...(body && { "Content-Type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}
