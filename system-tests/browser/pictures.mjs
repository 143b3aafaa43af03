// Takes a picture of every page, to be looked at: node pictures.mjs STACK|DIST FOLDER [ACCELERATOR]
// Of a running stack in each width and colour scheme; of a built console with nothing, with many, with errors and with
// slow answers; the walk takes those of the other five steps. SIXLANE_AUTHORIZATION is the header for a stack.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { accelerators, answer } from "./many.mjs";
import { serve } from "./serve.mjs";

const [source, folder, given] = process.argv.slice(2);
const authorization = process.env.SIXLANE_AUTHORIZATION;
const isStack = source.startsWith("http");
const accelerator = given ?? accelerators[0].id;
const SIZES = { narrow: [390, 844], usual: [1_440, 900], wide: [2_560, 1_440] };
const TABS = ["", "/traffic", "/configuration", "/health", "/flows", "/history", "/cost", "/yaml", "/verify"];
const PAGES = ["/", "/accelerators", "/create/1", "/relays", "/relays/relay-cn-hongkong-1", "/orders", "/audit", "/catalog", "/settings"].concat(
  TABS.map((tab) => `/accelerators/${accelerator}${tab}`),
);

const problem = { type: "/problems/internal-error", title: "Internal error", status: 500, detail: "An internal error; please report it with the request id.", requestId: "0af7651916cd43dd8448eb211c80319c" };
const nothing = (url) => (url.pathname === "/v1/me" || url.pathname === "/v1/regions" ? answer(url) : { items: [], pairs: [], links: [], relays: [], windows: [], totals: {} });
const STATES = {
  many: (url) => ({ body: answer(url) }),
  empty: (url) => ({ body: nothing(url) }),
  error: (url) => (url.pathname === "/v1/me" || url.pathname === "/v1/regions" ? { body: answer(url) } : { status: 500, body: problem }),
  slow: (url) => ({ body: answer(url), afterMillis: url.pathname === "/v1/me" ? 0 : 60_000 }),
};
const SLOW_MILLIS = 3_600;

mkdirSync(folder, { recursive: true });
const inPath = process.env.PATH.split(":").map((one) => join(one, "chromium"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? inPath.find(existsSync), args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

async function pictures(baseURL, name, [width, height], options = {}, millis = 400) {
  const context = await browser.newContext({ baseURL, viewport: { width, height }, locale: "en-US", ...(authorization && isStack && { extraHTTPHeaders: { authorization } }), ...options });
  const page = await context.newPage();
  for (const path of PAGES) {
    await page.goto(path);
    if (name !== "slow") {
      await page.locator("main h1, main [role=alert]").first().waitFor({ timeout: 10_000 }).catch(() => {});
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached", timeout: 10_000 }).catch(() => {});
    }
    await page.waitForTimeout(millis);
    const file = path.replace(accelerator, "one").replaceAll("/", "-");
    await page.screenshot({ path: join(folder, `${name}${file}.png`) });
  }
  await context.close();
}

if (isStack) {
  for (const [name, size] of Object.entries(SIZES)) {
    await pictures(source, name, size);
  }
  await pictures(source, "dark", SIZES.usual, { colorScheme: "dark" });
  await pictures(source, "chinese", SIZES.usual, { locale: "zh-CN" });
} else {
  for (const [name, respond] of Object.entries(STATES)) {
    const server = await serve(source, respond);
    await pictures(server.url, name, SIZES.usual, {}, name === "slow" ? SLOW_MILLIS : undefined);
    server.close();
  }
}
await browser.close();
