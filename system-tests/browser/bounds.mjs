// What the console loads and draws with many of everything: bounds that hold on a slow machine, too.
import assert from "node:assert/strict";
import { accelerators, answer, at } from "./many.mjs";
import { close, open } from "./page.mjs";

/** The first page of a list: 25 lines of about 500 bytes. */
const MOST_LIST_BYTES = 16_000;
const MOST_REQUESTS = 6;
const MOST_ROWS = 60;

/** A page whose lists come from here, and everything else from the stack. */
async function withMany(lists) {
  const page = await open();
  for (const list of lists) {
    await page.route(list, (route) => route.fulfill({ json: answer(new URL(route.request().url())) }));
  }
  return page;
}

/**
 * The list is asked for before the page's code has come, once, for one page of lines; what the first
 * row does not need comes after it.
 */
export async function thousandAccelerators() {
  const page = await withMany([]);
  let asked = () => {};
  const list = new Promise((resolve) => {
    asked = resolve;
  });
  let bytes = 0;
  await page.route(/\/v1\/accelerators\?/, (route) => {
    const body = JSON.stringify(answer(new URL(route.request().url())));
    bytes = body.length;
    asked();
    return route.fulfill({ body, contentType: "application/json" });
  });
  await page.route(/assets\/Accelerators-[^/]*\.js$/, async (route) => {
    await list;
    await route.continue();
  });
  const requests = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector("tbody tr")) {
        globalThis.rowAt = performance.now();
        observer.disconnect();
      }
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto("/accelerators");
  await page.getByRole("link", { name: "shop-0", exact: true }).waitFor();
  const before = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => new URL(name).pathname.startsWith("/v1/") && startTime < globalThis.rowAt)
      .map(({ name }) => new URL(name).pathname),
  );
  assert.ok(before.length <= MOST_REQUESTS, `${before} before the first row`);
  assert.ok(bytes < MOST_LIST_BYTES, `the list has ${bytes} bytes`);
  const drawn = await page.locator("tbody tr").count();
  assert.ok(drawn > 10 && drawn < MOST_ROWS, `${drawn} of ${accelerators.length} rows are drawn`);
  assert.equal(requests.filter((path) => path === "/v1/events/stream").length, 1);
  await close(page);
}

/** Rows out of sight are not drawn, wherever the table is scrolled to. */
export async function tenThousandFlows() {
  const page = await withMany([/\/v1\/accelerators\/ga-\d+$/, "**/v1/flows?*"]);
  await page.goto(`/accelerators/${accelerators[0].id}/flows?address=203.0.113.10&port=80&at=${at}&within=2s`);
  const table = page.getByRole("region", { name: "Flows" });
  await page.getByText("2001:db8::0").first().waitFor();
  await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await page.getByText(`2001:db8::${(9_999).toString(16)}`).first().waitFor();
  const drawn = await page.locator("tbody tr").count();
  assert.ok(drawn < MOST_ROWS, `${drawn} rows are drawn`);
  await close(page);
}
