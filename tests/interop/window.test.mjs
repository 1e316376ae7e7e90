// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { addressOf, hears, say, sees } from "./support/joinpage.mjs";
import { startWindow } from "./support/window.mjs";

const REASON = "Please come back after the break.";

describe("The owner at the window", () => {
  let browser;
  let hub;

  before(async () => {
    hub = await startWindow();
    browser = await startBrowser();
  });
  after(async () => {
    const complaints = await browser.closePages();
    await browser.stop();
    await hub.stop();
    assert.deepEqual(complaints, []);
  });

  it("puts out one of two pages that talk over a data channel; it says why, and comes back when let in again", async () => {
    const ann = await browser.open(addressOf(hub.page, { nick: "ann" }));
    const bob = await browser.open("about:blank");
    let sockets = 0;
    bob.on("websocket", () => { sockets += 1; });
    await bob.clock.install();
    await bob.goto(addressOf(hub.page, { nick: "bob" }));
    await sees(ann, "bob");
    await say(ann, "hello bob");
    await hears(bob, "ann", "hello bob");
    await say(bob, "hello ann");
    await hears(ann, "bob", "hello ann");

    await hub.press("Signalbox", "ctrl+f", { text: "bob" }, "Down", "ctrl+a", "k");
    await hub.press("^Kick", "ctrl+a", { text: REASON }, "Return");

    await bob.waitForSelector("#notice.final:not([hidden])");
    assert.match(await bob.textContent("#notice-text"), /put out/);
    assert.equal(await bob.textContent("#notice-reason"), `Reason: ${REASON}`);
    await sees(ann);
    assert.equal(await bob.isDisabled("#text"), true);

    // A minute passes in the page: whatever would bring it back by itself would have done so.
    await bob.clock.fastForward(60_000);
    assert.equal(await bob.getAttribute("#hub-state", "data-state"), "closed");
    assert.equal(sockets, 1);

    // Asked to come back it waits outside, and nobody sees it, until the owner lets it in.
    await bob.click("#again");
    await bob.waitForSelector("#notice:not(.final):not([hidden])");
    assert.match(await bob.textContent("#notice-text"), /put you out a while ago/);
    await sees(ann);
    // The window has learned of the ban before its page did.
    await hub.press("Signalbox", "ctrl+6", "ctrl+a", "Delete");
    await bob.waitForSelector('#hub-state:not([data-state="open"])');
    await bob.clock.fastForward(60_000);
    await sees(bob, "ann");
    await sees(ann, "bob");
    await say(bob, "back again");
    await hears(ann, "bob", "back again");
  });
});
