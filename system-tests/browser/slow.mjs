// The console over a slow and distant network.
import assert from "node:assert/strict";
import { close, made, open } from "./page.mjs";

const BYTES_PER_SECOND = 60_000;
const LATENCY_MILLIS = 300;

/** What the budget of the build takes at that rate, with the round trips of page, scripts and list. */
const FIRST_VISIT_MILLIS = 10_000;
const SECOND_VISIT_MILLIS = 4_000;

/** Milliseconds until the list has its accelerator. */
async function visit(page) {
  const began = performance.now();
  await page.goto("/accelerators", { waitUntil: "commit" });
  await page.locator(`a[href="/accelerators/${made.accelerator}"]`).first().waitFor();
  return performance.now() - began;
}

/** Usable at 60 KB/s and 300 ms; a second visit loads no script again. */
export async function usableOverSlowNetwork() {
  const page = await open();
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MILLIS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  const first = await visit(page);
  const second = await visit(page);
  console.log(`    over 60 KB/s and 300 ms: ${(first / 1_000).toFixed(1)} s, then ${(second / 1_000).toFixed(1)} s`);
  assert.ok(first < FIRST_VISIT_MILLIS, `the first visit takes ${first} ms`);
  assert.ok(second < SECOND_VISIT_MILLIS, `the second visit takes ${second} ms`);
  await close(page);
}
