// Uses the console as a person does, in Chromium, against a running stack:
// node console.mjs CONSOLE ORIGIN_PORT LISTENER_PORT [FOLDER FOR PICTURES]
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const [console_, originPort, listenerPort, pictures] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const authorization = process.env.SIXLANE_AUTHORIZATION;
const inPath = process.env.PATH.split(delimiter).map((folder) => join(folder, "chromium"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? inPath.find(existsSync),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

/** A page that fails the test when a script fails, with what it did as its picture. */
async function open(options = {}) {
  const context = await browser.newContext({
    baseURL: console_,
    viewport: { width: 1_440, height: 900 },
    locale: "en-US",
    ...(authorization && { extraHTTPHeaders: { authorization } }),
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

async function close(page) {
  assert.deepEqual(page.failures, []);
  await page.context().close();
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page, name) => page.getByRole("textbox", { name });
const name = `hand-${listenerPort}`;
const left = (path) => new URL(path, console_).toString();
let accelerator = "";

const parts = {
  async "six steps by mouse, until the origin answers through what was clicked"() {
    const page = await open();
    await page.goto("/create/1");
    await page.getByText("Small I + Premium 10 Mbit/s").waitFor();
    await button(page, "Next").click();
    await page.getByText("$615.00").waitFor();
    await button(page, "Next").click();
    await page.getByText("10 of 10 Mbit/s allocated").waitFor();
    await button(page, "Next").click();
    await field(page, "Ports").fill(listenerPort);
    await button(page, "Next").click();
    await field(page, "Address").fill("127.0.0.1");
    // Leaving and coming back loses nothing.
    await page.goto("/relays");
    await page.getByText("relay-cn-hongkong-1").first().waitFor();
    await page.goto("/create");
    assert.equal(await field(page, "Address").inputValue(), "127.0.0.1");
    await field(page, "Port").fill(originPort);
    await button(page, "Next").click();
    await page.getByText("The difference").waitFor();
    await field(page, "Name of the accelerator").fill("made by hand");
    await page.keyboard.press("Tab");
    await page.getByText("2 to 128").first().waitFor();
    await field(page, "Name of the accelerator").fill(name);
    await button(page, "Pay and create").click();
    await page.getByText("Every relay runs it").waitFor();
    const command = await page.locator("pre").filter({ hasText: "curl -g" }).first().textContent();
    const url = /'(http[^']+)'/.exec(command ?? "")?.[1] ?? "";
    assert.equal((await fetch(url)).status, 200, `${url} answers`);
    await button(page, "Open the accelerator").click();
    await page.waitForURL(/accelerators\/ga-/);
    accelerator = new URL(page.url()).pathname.split("/")[2];
    await page.getByText("Running").first().waitFor();
    await picture(page, "topology");
    await close(page);
  },

  async "six steps by keyboard alone, in Chinese, up to the order"() {
    const page = await open({ locale: "zh-CN" });
    await page.goto("/create/1");
    await page.getByText("小型 I").first().waitFor();
    const press = async (times, key) => {
      for (let count = 0; count < times; count++) {
        await page.keyboard.press(key);
      }
    };
    /** Tab until the element with this name has the focus. */
    const reach = async (name) => {
      for (let tabs = 0; tabs < 60; tabs++) {
        const found = await page.evaluate(() => {
          const focused = document.activeElement;
          return !focused?.matches("a, button, input, [role]") ? "" : [focused?.getAttribute("aria-label"), focused?.textContent, focused?.labels?.[0]?.textContent].join("|");
        });
        if (found.includes(name)) {
          return;
        }
        await page.keyboard.press("Tab");
      }
      assert.fail(`the keyboard does not reach ${name}`);
    };
    for (const step of ["purchase", "area", "listener", "origin"]) {
      await reach("下一步");
      await page.keyboard.press("Enter");
      await page.waitForURL(new RegExp(`create/${["purchase", "area", "listener", "origin"].indexOf(step) + 2}$`));
    }
    await reach("地址");
    await page.keyboard.type("192.0.2.1");
    await press(1, "Enter");
    await page.waitForURL(/create\/6$/);
    await page.getByText("付款并创建").waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /\b(Next|Back|Listener|Review|Dry run)\b/);
    await close(page);
  },

  async "a change beside another tab shows its cost, its way to the relay and the other change"() {
    const page = await open();
    const other = await page.context().newPage();
    for (const tab of [page, other]) {
      tab.setDefaultTimeout(20_000);
      await tab.goto(`/accelerators/${accelerator}/configuration`);
      await button(tab, "Change endpoint 127.0.0.1").click();
    }
    await field(page, "Weight").fill("100");
    await page.getByText("Retargets").waitFor();
    await field(page, "Reason").fill("ticket 7 工单");
    await page.getByRole("switch", { name: "Take back unless confirmed" }).click();
    await button(page, "Apply").click();
    await page.getByText(/Programmed · \d+ ms/).waitFor();
    await picture(page, "change");
    await other.getByText("Changed elsewhere").waitFor();
    assert.equal(await button(other, "Apply").isDisabled(), true);
    await other.close();
    await page.reload();
    await page.getByText(/Takes itself back in \d:\d\d/).waitFor();
    await button(page, "Take back now").click();
    await page.getByText(/Takes itself back/).waitFor({ state: "detached" });
    await page.getByText("weight 255").waitFor();
    await close(page);
  },

  async "the history is proved, rolled back, and a tampered event turns the proof red"() {
    const page = await open();
    await page.goto(`/accelerators/${accelerator}/history?revision=6`);
    await page.locator("[data-proof=good]").waitFor();
    await page.getByText("“ticket 7 工单”").first().waitFor();
    await button(page, "Roll back to this").click();
    await page.getByText("The difference").waitFor();
    await button(page, "Apply").click();
    await page.getByText(/Programmed · \d+ ms/).waitFor();
    await button(page, "Done").click();
    await picture(page, "history");
    await page.route("**/events?*", async (route) => {
      const answer = await route.fetch();
      const body = await answer.text();
      await route.fulfill({ response: answer, body: body.replace('"peakMbps":20', '"peakMbps":200') });
    });
    await page.reload();
    await page.locator("[data-proof=bad]").waitFor();
    await page.getByText("Event 1 does not match its hash").waitFor();
    await close(page);
  },

  async "accelerators are found, a lost connection heals by itself"() {
    const page = await open();
    await page.goto("/accelerators");
    await page.getByRole("link", { name: name }).waitFor();
    await page.getByRole("searchbox").fill("no-such-name");
    await page.getByText("No accelerator matches").waitFor();
    assert.match(page.url(), /q=no-such-name/);
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Pages, actions").fill(name);
    await page.getByText(accelerator).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(left(`/accelerators/${accelerator}`));
    await page.context().setOffline(true);
    await page.getByText("Connection lost").waitFor();
    await page.context().setOffline(false);
    await page.getByText("Connection lost").waitFor({ state: "detached" });
    await close(page);
  },

  async "no page has a serious fault for screen readers, or is wider than a telephone"() {
    const paths = ["/", "/accelerators", "/create/1", "/relays", "/orders", "/audit", "/settings"].concat(
      ["", "/traffic", "/configuration", "/health", "/flows", "/history", "/verify"].map((tab) => `/accelerators/${accelerator}${tab}`),
    );
    // Colours alone differ in the dark: a few pages have all of them.
    const darkPaths = ["/", "/create/1", `/accelerators/${accelerator}`, `/accelerators/${accelerator}/history`];
    const faults = await Promise.all(
      ["light", "dark"].map(async (colorScheme) => {
        const page = await open({ colorScheme, bypassCSP: true, viewport: colorScheme === "light" ? { width: 390, height: 844 } : { width: 1_440, height: 900 } });
        const faults = [];
        for (const path of colorScheme === "dark" ? darkPaths : paths) {
          await page.goto(path);
          await page.locator("main h1").first().waitFor();
          await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
          await page.addScriptTag({ path: axe });
          const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
          for (const { id, impact, nodes } of violations) {
            if (impact === "serious" || impact === "critical") {
              faults.push(...nodes.map(({ html, failureSummary }) => `${colorScheme} ${path} ${id}: ${html.slice(0, 160)} ${failureSummary}`));
            }
          }
          const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (width > 0) {
            faults.push(`${colorScheme} ${path} is ${width} px too wide`);
          }
          await picture(page, `${colorScheme}${path.replace(accelerator, "one").replaceAll("/", "-")}`);
        }
        await close(page);
        return faults;
      }),
    );
    assert.deepEqual(faults.flat(), []);
  },
};

async function picture(page, name) {
  if (pictures) {
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }
}

let failed = false;
for (const [name, part] of Object.entries(parts)) {
  const began = performance.now();
  try {
    await part();
    console.log(`ok  ${name} (${((performance.now() - began) / 1_000).toFixed(1)} s)`);
  } catch (error) {
    failed = true;
    console.log(`FAILED  ${name}\n${error?.stack ?? error}`);
    for (const [index, context] of browser.contexts().entries()) {
      const page = context.pages()[0];
      await page?.screenshot({ path: `${pictures ?? "."}/failed-${index}.png` }).catch(() => {});
      await context.close();
    }
    break;
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
