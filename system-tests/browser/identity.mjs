// Who signs in, and what they see.
import assert from "node:assert/strict";
import { api, button, close, field, made, open, picture } from "./page.mjs";

const unique = Date.now().toString(36);

/** A member of the owner's account, signed in by the link of the invitation. */
async function member(role) {
  const { url } = await api("POST", "/v1/members", { name: `${role.toLowerCase()}-${unique}`, role });
  const page = await open({ signedIn: false });
  await page.goto("/");
  await page.getByText("You are not signed in.").waitFor();
  // Pasted into the tab that asks for it, where a fragment alone loads nothing.
  await page.goto(url);
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  assert.equal(new URL(page.url()).hash, "");
  return { page, url };
}

async function sessionOf(page) {
  return (await page.context().cookies()).find((cookie) => cookie.name === "__Host-sixlane")?.value;
}

export async function byLinkAndPasskey() {
  const { page, url } = await member("EDITOR");
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto("/settings");
  await field(page, "Name of the passkey").fill("my laptop");
  await button(page, "Add a passkey").click();
  await page.getByRole("table", { name: "Your passkeys" }).getByText("my laptop").waitFor();
  await picture(page, "passkeys");
  await button(page, "Sign out").click();
  await page.getByText("You are not signed in.").waitFor();
  // A session from before a sign-in is not the one after it: an attacker may have planted it.
  await page.request.post("/webauthn/authenticate/options");
  const before = await sessionOf(page);
  await button(page, "Sign in with a passkey").click();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await page.getByText(`editor-${unique}`).waitFor();
  assert.ok(before);
  assert.notEqual(await sessionOf(page), before);
  // The link that signed in before does not sign in again.
  const stranger = await open({ signedIn: false });
  await stranger.goto(url);
  await stranger.getByText("This link was used before, or is too old.").waitFor();
  await close(stranger);
  await page.goto("/settings");
  await button(page, "Remove passkey: my laptop").click();
  await button(page, "Remove passkey: my laptop – confirm").click();
  await page.getByText("my laptop").waitFor({ state: "detached" });
  await button(page, "Sign out").click();
  await button(page, "Sign in with a passkey").click();
  await page.getByText("The passkey was not accepted.").waitFor();
  await close(page);
}

/** A token goes after a second key alone; Escape and leaving take the question back. */
export async function asksBefore() {
  const token = `ci-${unique}`;
  await api("POST", "/v1/tokens", { name: token, role: "VIEWER", expiresInDays: 1 });
  const page = await open({ viewport: { width: 390, height: 844 } });
  await page.goto("/settings");
  const icon = button(page, `Revoke: ${token}`);
  const confirm = button(page, `Revoke: ${token} – confirm`);
  const hasFocus = (one) => one.evaluate((element) => element === document.activeElement);
  await icon.focus();
  await page.keyboard.press("Enter");
  await confirm.waitFor();
  assert.ok(await hasFocus(confirm), "the question has the focus");
  await page.keyboard.press("Escape");
  await icon.waitFor();
  assert.ok(await hasFocus(icon), "the icon has the focus again");
  await page.keyboard.press("Enter");
  await confirm.waitFor();
  await page.keyboard.press("Tab");
  await icon.waitFor();
  const row = page.getByRole("row").filter({ hasText: token });
  assert.equal(await row.getByText("Revoked").count(), 0);
  await icon.click();
  const { x, width } = await confirm.boundingBox();
  assert.ok(x >= 0 && x + width <= 390, "the question is in sight");
  await confirm.click();
  await row.getByText("Revoked").waitFor();
  await close(page);
}

/** Everything can be read, and nothing can be clicked that the service refuses. */
export async function viewer() {
  const { page } = await member("VIEWER");
  const offers = /^(Create|Next|Apply|Add|Edit|Import|Change|Remove|Delete|Roll back|Measure|Confirm|Take back|Renew|Invite|Create token|Pay)\b/;
  for (const path of ["/", "/accelerators", "/orders", "/relays", "/audit", "/catalog", "/settings", ""].concat(
    ["/configuration", "/history?revision=2", "/verify", "/health"].map((tab) => `/accelerators/${made.accelerator}${tab}`),
  ).filter((path) => path !== "")) {
    await page.goto(path);
    await page.locator("main h1").first().waitFor();
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    const names = await page.locator("main button, nav a, main a").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""));
    // One's own passkeys are one's own, whatever the role.
    assert.deepEqual(names.filter((one) => offers.test(one.trim()) && one !== "Add a passkey"), [], path);
  }
  await close(page);
}
