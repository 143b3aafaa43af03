// Changes of the accelerator, their history, and its proof.
import assert from "node:assert/strict";
import { name } from "./create.mjs";
import { api, button, close, field, made, open, picture } from "./page.mjs";

export async function besideAnotherTab() {
  const page = await open();
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    tab.setDefaultTimeout(20_000);
    await tab.goto(`/accelerators/${made.accelerator}/configuration`);
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
  // No one confirms: the change goes when its time is up.
  await api("PATCH", `/v1/accelerators/${made.accelerator}?confirmWithin=10s`, { name: "for-ten-seconds" });
  await page.getByRole("heading", { name: "for-ten-seconds" }).waitFor();
  await page.getByText(/Takes itself back in 0:0\d/).waitFor();
  await page.getByText(/Takes itself back/).waitFor({ state: "detached", timeout: 40_000 });
  await page.getByRole("heading", { name, exact: true }).waitFor();
  await close(page);
}

export async function history() {
  const page = await open();
  await page.goto(`/accelerators/${made.accelerator}/history?revision=6`);
  await page.locator("[data-proof=good]").waitFor();
  await page.getByText("“ticket 7 工单”").first().waitFor();
  await button(page, "Roll back to this").click();
  await page.getByText("The difference").waitFor();
  await button(page, "Roll back to revision 6").click();
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
}
