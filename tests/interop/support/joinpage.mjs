// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The join page as a person uses it.

/** The address that leads somebody into a room at once. */
export const addressOf = (page, { nick, room = "red" }) => `${page}#${new URLSearchParams({ room, nick })}`;

/** Waits until the page shows exactly these people, all of them connected. */
export async function sees(page, ...others) {
  await page.waitForFunction((expected) => {
    const rows = [...document.querySelectorAll("#people li")].filter((row) => row.querySelector(".state"));
    const names = rows.map((row) => row.querySelector(".who").textContent);
    const up = rows.every((row) => row.querySelector(".state").dataset.state === "connected");
    return up && names.sort().join("\n") === expected.sort().join("\n");
  }, others);
}

export async function say(page, text) {
  await page.fill("#text", text);
  await page.press("#text", "Enter");
}

/** Waits until somebody is shown as having said exactly this. */
export async function hears(page, who, text) {
  await page.waitForFunction(([name, expected]) => [...document.querySelectorAll("#log .line")].some((line) =>
    line.querySelector("bdi").textContent === name && line.querySelector(".text").textContent === expected), [who, text]);
}
