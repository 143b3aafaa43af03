// An operator edits the catalog.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { api, button, close, field, open, picture } from "./page.mjs";

const code = `rack-${Date.now().toString(36)}`;

/** Adds a region, sees the difference first, meets another operator's change, and takes it back. */
export async function edited() {
  const page = await open();
  await page.goto("/catalog");
  await button(page, "Add: Regions").click();
  const form = page.getByRole("dialog");
  await field(form, "Code").fill(code);
  await field(form, "Name").first().fill("Rack 9");
  await field(form, "Chinese name").fill("九号机架");
  await field(form, "Area").fill("HOME");
  await button(form, "Take over").click();
  const added = page.locator(`[data-change="region/${code}"]`);
  await added.getByText("九号机架").waitFor();

  // Another operator is faster: what was seen is not what would happen.
  const region = "/v1/regions/eu-west-1";
  const london = await api("GET", region);
  await api("PUT", region, { ...wanted(london), name: "London" });
  await button(page, "Change: Limits of sales").click();
  await form.getByLabel("Largest plan, Mbit/s").fill("10000");
  await button(form, "Take over").click();
  await page.getByRole("alert").getByText("fetch it and retry").waitFor();
  assert.ok(await button(page, "Apply").isDisabled());
  await button(page, "Start again from the present catalog").click();
  await api("PUT", region, wanted(london));
  assert.ok(!(await api("GET", "/v1/regions")).items.some((one) => one.code === code));

  // As a file, with the region in it; a difference of two entries.
  await page.reload();
  const download = page.waitForEvent("download");
  await button(page, "Export").click();
  const file = join(tmpdir(), `${code}.json`);
  await (await download).saveAs(file);
  const catalog = JSON.parse(readFileSync(file, "utf8"));
  catalog.regions.push({ code, name: "Rack 9", area: "HOME" });
  catalog.limits.planMbps = 10_000;
  writeFileSync(file, JSON.stringify(catalog));
  const chosen = page.waitForEvent("filechooser");
  await button(page, "Import").click();
  await (await chosen).setFiles(file);
  await page.locator('[data-pending="2"]').waitFor();
  await page.locator('[data-change="limits/SALES"]').getByText("10000").waitFor();
  await picture(page, "catalog-pending");
  await button(page, "Apply").click();
  await page.getByText("Applied.").waitFor();
  assert.equal((await api("GET", "/v1/sale-limits")).planMbps, 10_000);

  await button(page, `Delete: ${code}`).click();
  await button(page, "Apply, and delete 1").click();
  await page.getByText("Applied.").waitFor();
  assert.ok(!(await api("GET", "/v1/regions")).items.some((one) => one.code === code));
  await api("PUT", "/v1/sale-limits", { planMbps: 2_000, months: 9, years: 3, openEnded: true });
  await close(page);
}

function wanted({ type, version, code: _, ...region }) {
  return region;
}
