// Every page, for screen readers and on a telephone; and what a page shows when something is not as usual.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { button, close, made, open, picture } from "./page.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Serious faults for screen readers of what is shown now. */
async function faultsOf(page, where) {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${where} ${id}: ${html.slice(0, 160)} ${failureSummary}`));
}

export async function readableAndNarrow() {
  const of = (tab) => `/accelerators/${made.accelerator}${tab}`;
  const paths = ["/", "/accelerators", "/create/1", "/relays", "/orders", "/audit", "/catalog", "/settings"].concat(
    ["", "/traffic", "/configuration", "/health", "/flows", "/history", "/cost", "/yaml", "/verify"].map(of),
  );
  // Colours alone differ in the dark: a few pages have all of them.
  const darkPaths = ["/", "/create/1", of(""), of("/history"), of("/verify")];
  const faults = await Promise.all(
    ["light", "dark"].map(async (colorScheme) => {
      const page = await open({ colorScheme, bypassCSP: true, viewport: colorScheme === "light" ? { width: 390, height: 844 } : { width: 1_440, height: 900 } });
      const faults = [];
      for (const path of colorScheme === "dark" ? darkPaths : paths) {
        await page.goto(path);
        await page.locator("main h1").first().waitFor();
        await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
        faults.push(...(await faultsOf(page, `${colorScheme} ${path}`)));
        const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (width > 0) {
          faults.push(`${colorScheme} ${path} is ${width} px too wide`);
        }
        await picture(page, `${colorScheme}${path.replace(made.accelerator, "one").replaceAll("/", "-")}`);
      }
      await close(page);
      return faults;
    }),
  );
  assert.deepEqual(faults.flat(), []);
}

/** Every form of a change and the finder open by keyboard, have no serious fault, and close with Escape. */
export async function dialogs() {
  const page = await open({ bypassCSP: true });
  const faults = [];
  await page.goto(`/accelerators/${made.accelerator}/configuration`);
  const opened = async (name) => {
    await page.getByRole("dialog").waitFor();
    await page.locator("[role=dialog] [aria-busy=true], [role=dialog] [data-loading]").first().waitFor({ state: "detached" });
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState === "finished"));
    faults.push(...(await faultsOf(page, name)));
    await picture(page, `dialog-${name.replaceAll(" ", "-")}`);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
  const forms = [/^Rename$/, /^Add region$/, /^Change bandwidth/, /^Change listener/, /^Add endpoint group$/, /^Change endpoint group/, /^Add endpoint$/, /^Change endpoint 127/, /^Add listener$/, /^Delete this accelerator$/];
  for (const form of forms) {
    const opener = page.getByRole("button", { name: form }).first();
    await opener.focus();
    await page.keyboard.press("Enter");
    await opened(String(form).replace(/\W+/g, " ").trim());
    assert.ok(await opener.evaluate((element) => element === document.activeElement), `${form} has the focus again`);
  }
  // What takes something away is named by the button that does it.
  for (const [form, action] of [
    [/^Remove region/, "Remove region"],
    [/^Remove listener/, "Remove listener"],
    [/^Remove endpoint group/, "Remove endpoint group"],
    [/^Remove endpoint 127/, "Remove endpoint"],
    [/^Delete this accelerator$/, "Delete accelerator"],
  ]) {
    await page.getByRole("button", { name: form }).first().click();
    await button(page.getByRole("dialog"), action).waitFor();
    assert.equal(await button(page.getByRole("dialog"), "Apply").count(), 0, action);
    await opened(action);
  }
  await page.keyboard.press("Control+k");
  await opened("finder");
  assert.deepEqual(faults, []);
  await close(page);
}

/** An error has its reason and its request id to copy, a slow answer is called slow, and nothing yet is a beginning. */
export async function unusual() {
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"], timezoneId: "Asia/Shanghai" });
  const requestId = "0af7651916cd43dd8448eb211c80319c";
  const problem = { type: "/problems/internal-error", title: "Internal error", status: 500, detail: "An internal error; please report it.", requestId };
  await page.route("**/v1/orders?*", (route) => route.fulfill({ status: 500, contentType: "application/problem+json", json: problem }));
  await page.goto("/orders");
  await page.getByText(problem.detail).waitFor();
  await button(page, "Copy: Request id").click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), requestId);
  await button(page, "Try again").waitFor();
  await page.unroute("**/v1/orders?*");
  await page.getByText(problem.detail).waitFor({ state: "detached" });
  // The zone of the viewer, and UTC where the pointer rests.
  const time = page.locator("main time").first();
  const [at, shown, title] = await time.evaluate((element) => [element.dateTime, element.textContent, element.title]);
  const there = new Date(at).toLocaleTimeString("en-US", { timeZone: "Asia/Shanghai", timeStyle: "medium" });
  assert.ok(shown.replaceAll("\u202f", " ").includes(there.replaceAll("\u202f", " ")), `${shown} is ${there} in Shanghai`);
  assert.ok(title.includes(new Date(at).toISOString()), title);

  await page.route("**/v1/relays?*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await route.continue();
  });
  await page.goto("/relays");
  await page.getByText("answers slowly").waitFor();
  await page.getByText("answers slowly").waitFor({ state: "detached" });
  await page.unroute("**/v1/relays?*");

  await page.route(/\/v1\/(accelerators|relays)\?/, (route) => route.fulfill({ json: { items: [] } }));
  await page.goto("/accelerators");
  await page.getByText("No accelerator yet").waitFor();
  await page.getByText("./sixlane demo").waitFor();
  await page.goto("/relays");
  await page.getByText("No relay").first().waitFor();
  await close(page);
}

/** An address that leads nowhere is a page that says so, with a way back; a program gets the problem. */
export async function nowhere() {
  const page = await open();
  const answer = await page.goto("/nothing");
  assert.equal(answer?.status(), 404);
  await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
  await page.waitForFunction(() => document.title === "There is no such page · Sixlane");
  await page.locator("main").getByRole("link", { name: "Overview" }).click();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  const { status, headers } = await page.request.get("/nothing", { headers: { accept: "*/*" } }).then((one) => ({ status: one.status(), headers: one.headers() }));
  assert.deepEqual([status, headers["content-type"]], [404, "application/problem+json"]);

  await page.goto("/accelerators/ga-nothing");
  await page.getByRole("heading", { level: 1, name: "There is no accelerator ga-nothing" }).waitFor();
  await picture(page, "no-accelerator");
  await page.locator("main").getByRole("link", { name: "Accelerators" }).click();
  await page.getByRole("heading", { level: 1, name: "Accelerators" }).waitFor();
  await page.goto("/relays/relay-nothing");
  await page.getByRole("heading", { level: 1, name: "No relay relay-nothing has sent a heartbeat" }).waitFor();
  await close(page);
}
