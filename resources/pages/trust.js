// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// The page on which a device learns to trust the hub: shows it in the reader's language, with the
// steps of the system that the reader most likely uses unfolded. Without this script it is in English
// and all folded.

const choice = document.getElementById("language");

function speak(language) {
  document.documentElement.lang = language;
  choice.value = language;
  for (const part of document.querySelectorAll("[data-language]")) part.hidden = part.dataset.language !== language;
}

/** Simplified Chinese for who prefers any Chinese to English. */
function preferred() {
  const known = navigator.languages.map((tag) => tag.toLowerCase().split("-")[0]).find((tag) => tag === "zh" || tag === "en");
  return known === "zh" ? "zh-Hans" : "en";
}

/** Which of the guides fits; a guess, the others stay in sight. */
function system() {
  const agent = navigator.userAgent;
  const patterns = [
    ["android", /Android/],
    ["ios", /iPhone|iPad/],
    ["firefox", /Firefox/],
    ["chromeos", /CrOS/],
    ["windows", /Windows/],
    ["macos", /Macintosh/],
    ["linux", /Linux/],
  ];
  const found = patterns.find(([, pattern]) => pattern.test(agent))?.[0];
  // An iPad says that it is a Mac.
  return found === "macos" && navigator.maxTouchPoints > 1 ? "ios" : found;
}

for (const guide of document.querySelectorAll("[data-system]")) guide.open = guide.dataset.system === system();
for (const link of document.querySelectorAll("[data-secure]")) link.href = `https://${location.host}/`;
choice.addEventListener("change", () => speak(choice.value));
speak(preferred());
