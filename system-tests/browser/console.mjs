// Uses the console as a person does, in Chromium, against a running stack:
// node console.mjs CONSOLE ORIGIN_PORT LISTENER_PORT [FOLDER FOR PICTURES]
import * as bounds from "./bounds.mjs";
import * as catalog from "./catalog.mjs";
import * as change from "./change.mjs";
import * as create from "./create.mjs";
import * as identity from "./identity.mjs";
import * as live from "./live.mjs";
import { browser, pictures } from "./page.mjs";
import * as pages from "./pages.mjs";
import * as slow from "./slow.mjs";

let failed = false;

/** Runs one part, and takes a picture of every page when it fails. */
async function part(name, run) {
  if (failed) {
    return;
  }
  const began = performance.now();
  try {
    await run();
    console.log(`ok  ${name} (${((performance.now() - began) / 1_000).toFixed(1)} s)`);
  } catch (error) {
    failed = true;
    console.log(`FAILED  ${name}\n${error?.stack ?? error}`);
    for (const [index, context] of browser.contexts().entries()) {
      await context.pages()[0]?.screenshot({ path: `${pictures ?? "."}/failed-${index}.png` }).catch(() => {});
    }
  }
}

/** One after the other. */
async function parts(all) {
  for (const [name, run] of Object.entries(all)) {
    await part(name, run);
  }
}

await parts({ "six steps by mouse, until the origin answers through what was clicked, before and after": create.byMouse });
// Each row waits for the stack more than for a processor, and needs nothing of the others.
await Promise.all([
  parts({
    "a change beside another tab shows its cost, its way to the relay and the other change": change.besideAnotherTab,
    "the history is proved, rolled back, and a tampered event turns the proof red": change.history,
    "accelerators are found": live.finder,
    "a thousand accelerators come as one page, and their code does not wait for it": bounds.thousandAccelerators,
    "of ten thousand flows those in sight are drawn": bounds.tenThousandFlows,
    "a stream that is refused signs in again, or waits": live.refused,
    "changes of others come by themselves, a lost connection says so and heals": live.stream,
  }),
  parts({
    "six steps by keyboard alone, in Chinese, until the origin answers, and the deletion": create.byKeyboardInChinese,
    "a member signs in by link and by passkey, and removes it": identity.byLinkAndPasskey,
    "a token asks before it goes, by mouse and by keyboard": identity.asksBefore,
    "a viewer sees no button that changes anything": identity.viewer,
    "errors, slow answers and empty pages explain themselves": pages.unusual,
    "the list is usable over a slow network, and faster the second time": slow.usableOverSlowNetwork,
    "an address that leads nowhere is a page with a way back": pages.nowhere,
    "an operator shuts a relay out, after a question": live.shutOut,
    "an operator edits the catalog, and sees the difference first": catalog.edited,
  }),
]);
await parts({
  "a measurement has a link, and a region without a relay is called that": create.measuredAgain,
  "HTTPS is measured with its handshake": create.overTls,
});
await Promise.all([
  parts({ "every dialog opens and closes by keyboard, without a serious fault for screen readers": pages.dialogs }),
  parts({ "a relay that stops is silent, and alive again": live.relay }),
  parts({ "no page has a serious fault for screen readers, or is wider than a telephone": pages.readableAndNarrow }),
]);
await browser.close();
process.exit(failed ? 1 : 0);
