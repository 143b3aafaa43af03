// The six steps.
import assert from "node:assert/strict";
import { get } from "node:http";
import { createServer } from "node:net";
import { button, close, field, listenerPort, made, open, originPort, picture } from "./page.mjs";

export const name = `hand-${listenerPort}`;

export async function byMouse() {
  const page = await open();
  let step = 1;
  const next = async () => {
    await picture(page, `step-${step++}`);
    await button(page, "Next").click();
  };
  await page.goto("/create/1");
  await page.getByText("Small I + Premium 10 Mbit/s").waitFor();
  await next();
  await page.getByText("$615.00").waitFor();
  await next();
  await page.getByText("10 of 10 Mbit/s allocated").waitFor();
  await next();
  await field(page, "Ports").fill(listenerPort);
  await next();
  await field(page, "Address").fill("127.0.0.1");
  // Leaving and coming back loses nothing.
  await page.goto("/relays");
  await page.getByText("relay-cn-hongkong-1").first().waitFor();
  await page.goto("/create");
  assert.equal(await field(page, "Address").inputValue(), "127.0.0.1");
  await field(page, "Port").fill(originPort);
  await next();
  await page.getByText("The difference").waitFor();
  await page.getByText(/relay-cn-hongkong-1 web TCP \d+ · no open connection is lost/).waitFor();
  await field(page, "Name of the accelerator").fill("made by hand");
  await page.keyboard.press("Tab");
  await page.getByText("2 to 128").first().waitFor();
  await field(page, "Name of the accelerator").fill(name);
  await page.getByText("The difference").waitFor();
  await picture(page, `step-${step}`);
  await button(page, "Pay and create").click();
  await page.getByText("Every relay runs it").waitFor();
  const command = await page.locator("pre").filter({ hasText: "curl -g" }).first().textContent();
  const url = /'(http[^']+)'/.exec(command ?? "")?.[1] ?? "";
  assert.equal((await fetch(url)).status, 200, `${url} answers`);
  await measure(page);
  await button(page, "Open the accelerator").click();
  await page.waitForURL(/accelerators\/ga-/);
  made.accelerator = new URL(page.url()).pathname.split("/")[2];
  await page.getByText("Running").first().waitFor();
  await picture(page, "topology");
  await close(page);
}

/** Before and after, by a relay in the client's region. */
async function measure(page) {
  await button(page, "Measure").click();
  await page.locator("[data-probe=FINISHED]").waitFor();
  for (const side of ["Before: directly to the server", "After: through the accelerated address"]) {
    const card = page.locator(".mantine-Card-root").filter({ hasText: side }).filter({ hasText: "time_connect" }).last();
    assert.match(await card.innerText(), /time_connect\s+[\d.]+ (µs|ms)[\s\S]*time_total\s+[\d.]+ (µs|ms)/, side);
    assert.doesNotMatch(await card.innerText(), /failed/);
  }
  await page.getByText("Time to the end of the answer, by round").waitFor();
  await picture(page, "measured");
}

/** A result has a link; a region without a relay is called that, with those that have one. */
export async function measuredAgain() {
  const page = await open();
  await page.goto(`/accelerators/${made.accelerator}/verify`);
  await page.locator("[data-probe=FINISHED]").waitFor();
  await page.route("**/v1/probes", (route) => {
    const body = JSON.parse(route.request().postData() ?? "{}");
    return route.continue({ postData: JSON.stringify({ ...body, region: "eu-central-1" }) });
  });
  await button(page, "Measure again").click();
  await page.getByText("A measurement needs a relay").waitFor();
  await picture(page, "no-relay");
  await page.unroute("**/v1/probes");
  await page.getByRole("button", { name: /^Measure from US/ }).click();
  await page.waitForURL(/probe=prb-/);
  await page.locator("[data-probe=FINISHED]").waitFor();
  await page.getByText("Earlier measurements").waitFor();
  const link = page.url();
  await page.goto("/relays");
  await page.goto(link);
  await page.getByText(/Measured from US .* by relay-us-west-1-1/).waitFor();
  await close(page);
}

/** HTTPS has a name and a verification to choose; its result shows the handshake. The answer is made here: no origin of the walk has TLS. */
export async function overTls() {
  const page = await open();
  const spread = (median) => ({ least: median - 1_000, median, most: median + 1_000 });
  const side = (address, from) => ({ address, measured: 10, failed: 0, connectMicros: spread(from), tlsMicros: spread(2 * from), firstByteMicros: spread(3 * from), totalMicros: spread(4 * from) });
  let asked;
  let probe;
  await page.route("**/v1/probes", (route) => {
    asked = JSON.parse(route.request().postData());
    const sample = (round, which, micros) => ({ side: which, round, connectMicros: micros, tlsMicros: 2 * micros, firstByteMicros: 3 * micros, totalMicros: 4 * micros, status: 200, bytes: 9 });
    probe = {
      ...asked, id: "prb-tls", state: "FINISHED", clientRegion: asked.region, relayId: "relay-cn-hongkong-1", rounds: 2, requestedBy: "owner", requestedAt: new Date().toISOString(),
      direct: side("203.0.113.10:443", 150_000), accelerated: side("[::1]:443", 40_000),
      samples: [1, 2].flatMap((round) => [sample(round, "DIRECT", 150_000), sample(round, "ACCELERATED", 40_000)]),
    };
    return route.fulfill({ status: 201, json: probe });
  });
  await page.route("**/v1/probes/prb-tls", (route) => route.fulfill({ json: probe }));
  await page.goto(`/accelerators/${made.accelerator}/verify`);
  await page.getByRole("combobox", { name: "Protocol" }).or(field(page, "Protocol")).first().click();
  await page.getByRole("option", { name: "HTTPS" }).click();
  await field(page, "Server name").fill("shop.example");
  await page.getByRole("switch", { name: "Verify the certificate" }).click();
  await page.getByRole("button", { name: /^Measure/ }).first().click();
  await page.getByText("time_appconnect").first().waitFor();
  await page.getByText("73 % faster").first().waitFor();
  const { protocol, serverName, verifyCertificate, path } = asked;
  assert.deepEqual({ protocol, serverName, verifyCertificate, path }, { protocol: "HTTPS", serverName: "shop.example", verifyCertificate: false, path: "/" });
  await picture(page, "measured-tls");
  await close(page);
}

/** A port that is free now; the way to be sure is to take it. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "::1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The keys of a person without a mouse. */
function keyboardOf(page) {
  const focused = () =>
    page.evaluate(() => {
      const one = document.activeElement;
      return !one?.matches("a, button, input, [role]") ? "" : [one.getAttribute("aria-label"), one.textContent, one.labels?.[0]?.textContent].join("|");
    });
  return {
    /** Tab until the element with this name has the focus. */
    reach: async (name) => {
      for (let tabs = 0; tabs < 80; tabs++) {
        if ((await focused()).includes(name)) {
          return;
        }
        await page.keyboard.press("Tab");
      }
      assert.fail(`the keyboard does not reach ${name}`);
    },
    fill: async (text) => {
      await page.keyboard.press("Control+a");
      await page.keyboard.type(text);
    },
    press: (key) => page.keyboard.press(key),
  };
}

export async function byKeyboardInChinese() {
  const page = await open({ locale: "zh-CN" });
  const keyboard = keyboardOf(page);
  const port = `${await freePort()}`;
  await page.goto("/create/1");
  await page.getByText("小型 I").first().waitFor();
  const next = async (step) => {
    await keyboard.press("Enter");
    await page.waitForURL(new RegExp(`create/${step}$`)).catch(() => assert.fail(`no step ${step}`));
  };
  for (const step of [2, 3, 4]) {
    await keyboard.reach("下一步");
    await next(step);
  }
  await keyboard.reach("端口");
  await keyboard.fill(port);
  await next(5);
  await keyboard.reach("地址");
  await keyboard.fill("127.0.0.1");
  await keyboard.reach("端口");
  await keyboard.fill(originPort);
  await next(6);
  await page.getByText("付款并创建").waitFor();
  assert.doesNotMatch(await page.locator("main").innerText(), /\b(Next|Back|Listener|Review|Dry run)\b/);
  await keyboard.reach("名称");
  await keyboard.fill(`key-${port}`);
  await button(page, "付款并创建").and(page.locator(":enabled")).waitFor();
  await keyboard.press("Enter");
  await page.getByText("所有中继均已生效").waitFor();
  assert.match(await page.locator("main").innerText(), /relay-cn-hongkong-1[\s\S]*已生效 · \d+ ms/);
  const command = await page.locator("pre").filter({ hasText: "curl -g" }).first().textContent();
  const url = /'(http[^']+)'/.exec(command ?? "")?.[1] ?? "";
  assert.equal((await fetch(url)).status, 200, `${url} answers`);
  await keyboard.reach("打开");
  await keyboard.press("Enter");
  await page.waitForURL(/accelerators\/ga-/);

  await page.goto(`${page.url()}/configuration`);
  await page.getByText("删除此加速实例").waitFor();
  await keyboard.reach("删除此加速实例");
  await keyboard.press("Enter");
  await page.getByRole("dialog").getByText("relay-cn-hongkong-1").first().waitFor();
  await keyboard.reach("删除加速实例");
  await keyboard.press("Enter");
  await page.waitForURL(/accelerators$/);
  await page.getByRole("link", { name: `key-${port}` }).waitFor({ state: "detached" });
  for (let attempt = 0; attempt < 50 && (await answers(url)); attempt++) {
    await page.waitForTimeout(100); // the relay gets the change a moment later
  }
  assert.equal(await answers(url), false, `${url} is closed`);
  await close(page);
}

/** Whether something takes a new connection there; those that are open end by themselves. */
function answers(url) {
  return new Promise((resolve) => {
    get(url, { agent: false }, (answer) => {
      answer.resume();
      resolve(true);
    }).on("error", () => resolve(false));
  });
}
