// What comes by itself: changes of others, lost connections, relays that stop.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { name } from "./create.mjs";
import { api, button, close, consoleUrl, made, open, picture } from "./page.mjs";

export async function finder() {
  const page = await open();
  await page.goto("/accelerators");
  await page.getByRole("link", { name }).waitFor();
  await page.getByRole("searchbox").fill("no-such-name");
  await page.getByText("No accelerator matches").waitFor();
  assert.match(page.url(), /q=no-such-name/);
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Pages, actions").fill(name);
  await page.getByText(made.accelerator).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(new URL(`/accelerators/${made.accelerator}`, consoleUrl).toString());
  await close(page);
}

/** A TCP proxy before the gateway, which can cut what it carries. */
async function cuttable() {
  const sockets = new Set();
  const heads = [];
  const server = createServer((client) => {
    const gateway = connect(Number(new URL(consoleUrl).port), new URL(consoleUrl).hostname);
    for (const [from, to] of [
      [client, gateway],
      [gateway, client],
    ]) {
      sockets.add(from);
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
    client.on("data", (bytes) => heads.push(bytes.toString("latin1")));
  });
  const listen = (port) => new Promise((resolve) => server.listen(port, "localhost", resolve));
  await listen(0);
  const { port } = server.address();
  return {
    url: `http://localhost:${port}`,
    heads,
    cut: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(resolve));
    },
    mend: () => listen(port),
    end: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

async function eventually(holds, what) {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Changes of others come over one stream for all tabs; it is cut, says so, and goes on after the last event. */
export async function stream() {
  const way = await cuttable();
  const page = await open({ baseURL: way.url });
  const streams = () => way.heads.filter((head) => head.includes("GET /v1/events/stream"));
  await page.goto("/accelerators");
  await page.getByRole("link", { name }).waitFor();
  const second = await page.context().newPage();
  await second.goto("/accelerators");
  await second.getByRole("link", { name }).waitFor();
  const rename = (to) => api("PATCH", `/v1/accelerators/${made.accelerator}`, { name: to });
  await rename(`${name}-live`);
  // Lists are read again every 30 s beside the stream, every 5 s without it.
  for (const tab of [page, second]) {
    await tab.getByRole("link", { name: `${name}-live` }).waitFor({ timeout: 3_000 });
  }
  assert.equal(streams().length, 1);
  await way.cut();
  await page.getByText("Connection lost").waitFor();
  await picture(page, "lost");
  await rename(name);
  await way.mend();
  await page.getByText("Connection lost").waitFor({ state: "detached" });
  await page.getByRole("link", { name: `${name}-live` }).waitFor({ state: "detached" });
  // Lists are read at once when the way is back; the stream waits for its turn.
  await eventually(() => streams().some((head) => /last-event-id: \d+-\d+/i.test(head)), "the stream resumes");
  // The stream passes to the other tab.
  await page.close();
  await rename(`${name}-again`);
  await second.getByRole("link", { name: `${name}-again` }).waitFor({ timeout: 15_000 });
  await rename(name);
  await second.context().close();
  way.end();
}

/** A busy service is not pressed, and a session that ended leads to the page that signs in. */
export async function refused() {
  const page = await open();
  const asked = [];
  await page.route("**/v1/events/stream", (route) => {
    asked.push(performance.now());
    return route.fulfill({ status: asked.length === 1 ? 429 : 401, headers: { "Retry-After": "3" }, body: "" });
  });
  await page.goto("/accelerators");
  await page.waitForURL(/sign-in/);
  assert.equal(asked.length, 2);
  assert.ok(asked[1] - asked[0] > 2_900, `asked again after ${asked[1] - asked[0]} ms`);
  await close(page);
}

/** An operator shuts a relay out after a question; one that never joined is called that. */
export async function shutOut() {
  const page = await open();
  await page.goto("/relays/relay-us-west-1-1");
  const ask = button(page, "Shut this relay out");
  await ask.click();
  await page.getByText("Shut relay-us-west-1-1 out?").waitFor();
  await button(page, "Cancel").click();
  await page.getByText("Shut relay-us-west-1-1 out?").waitFor({ state: "detached" });
  await ask.click();
  await button(page, "Shut out").click();
  await page.getByText("relay-us-west-1-1 is no relay that joined").waitFor();
  await page.route("**/v1/relays/relay-us-west-1-1", (route) => route.fulfill({ status: 204 }));
  await button(page, "Shut out").click();
  await page.getByText("relay-us-west-1-1 is shut out").waitFor();
  await close(page);
}

/** A relay that stops is called silent, and alive when it goes on. */
export async function relay() {
  const folder = process.env.SIXLANE_DATA_FOLDER;
  const pid = folder ? Number(processOf("relay-us-west-1-1", folder)) : 0;
  if (!pid) {
    console.log("    left out: no relay of this stack on this machine");
    return;
  }
  const page = await open();
  await page.goto("/relays");
  const row = page.getByRole("row").filter({ hasText: "relay-us-west-1-1" });
  await row.getByText("Alive").waitFor();
  process.kill(pid, "SIGSTOP");
  try {
    await row.getByText("Silent").waitFor();
    await picture(page, "silent");
  } finally {
    process.kill(pid, "SIGCONT");
  }
  await row.getByText("Alive").waitFor();
  await close(page);
}

function processOf(relay, folder) {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .find((entry) => {
      try {
        const variables = readFileSync(`/proc/${entry}/environ`, "utf8").split("\0");
        return variables.includes(`SIXLANE_RELAY_ID=${relay}`) && variables.some((one) => one.startsWith("SIXLANE_RELAY_STATE_FOLDER=") && one.includes(folder));
      } catch {
        return false; // ended, or another user's
      }
    });
}
