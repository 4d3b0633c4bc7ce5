"""Takes pictures that come out the same on any day: dates are moved to one Monday, times and references are fixed."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page

MONDAY = "2026-11-23"
REFERENCE = re.compile(r"M-[0-9A-HJKMNP-TV-Z]{8}")
REFERENCES = ["7K2QX9VD", "3BX8TN5C", "9FD4HW2R", "5GY6JZ1P", "2CK7QV8N", "8TR3MB4X", "4WN9KD6H", "6PZ2XG7T"]
SMALLEST = 4_000  # bytes: an empty page of this size packs into less
# What changes from run to run, written over in every text of the page; `__back` puts it all back.
STILL = r"""([now, then, refs]) => {
  const days = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];
  const months = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
  const today = new Date(`${now}T12:00:00Z`), shift = new Date(`${then}T12:00:00Z`) - today;
  const near = (day) => Math.abs(day - today) < 200 * 864e5;
  const moved = (year, month, day) => {
    const found = new Date(Date.UTC(year, month, day, 12));
    return near(found) ? new Date(found.getTime() + shift) : null;
  };
  const written = (found, name, day, month, year) => {
    const to = moved(year ? +year : today.getUTCFullYear(), months.indexOf(month.toLowerCase()), +day);
    if (!to) return found;
    const week = days[to.getUTCDay()];
    const first = name && name[0] !== name[0].toLowerCase() ? week[0].toUpperCase() + week.slice(1) : week;
    return `${name ? first + " " : ""}${to.getUTCDate()} ${months[to.getUTCMonth()]}${year ? " " + to.getUTCFullYear() : ""}`;
  };
  const iso = (found, year, month, day) => moved(+year, month - 1, +day)?.toISOString().slice(0, 10) ?? found;
  // The day on which somebody last tried the numbers is not today's.
  const still = (words) => words.includes("bijgewerkt op") ? words : words
    .replace(/M-[0-9A-HJKMNP-TV-Z]{8}/g, (found) => refs[found] ?? found)
    .replace(RegExp(`(?:(${days.join("|")}) )?(\\d{1,2}) (${months.join("|")})(?: (\\d{4}))?`, "gi"), written)
    .replace(/(\d{4})-(\d\d)-(\d\d)/g, iso)
    .replace(LATER, "uiterlijk dinsdag 24 november$1 13.00 uur")
    .replace(/\b(?!13\.00)\d{1,2}([.:])\d\d(?= uur|$)/g, "21$158");
  // Four working hours after that Monday's 21.58, whenever the picture is made.
  const LATER = RegExp(`uiterlijk (?:${days.join("|")}) \\d{1,2} (?:${months.join("|")})(,?) \\d{1,2}\\.\\d\\d uur`, "g");
  const undo = [];
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const before = node.data, after = still(before);
    if (after !== before) { node.data = after; undo.push(() => (node.data = before)); }
  }
  // The browser of the tests writes a day as Americans do, whatever the language of the page.
  for (const field of document.querySelectorAll("input[type=date]")) {
    const before = field.value, [year, month, day] = before.replace(/^(\d{4})-(\d\d)-(\d\d)$/, iso).split("-");
    field.type = "text";
    field.value = before ? `${day}-${month}-${year}` : "dd-mm-jjjj";
    undo.push(() => { field.type = "date"; field.value = before; });
  }
  window.__back = () => undo.forEach((one) => one());
}"""


@dataclass
class Camera:
    """Saves each picture under its name, as PNG."""

    folder: Path
    references: dict[str, str] = field(default_factory=dict)

    def __call__(self, page: Page, name: str, part: Locator | None = None) -> None:
        """What the window shows, or one part of it."""
        today = date.today().isoformat()  # noqa: DTZ011 - the pages read the same clock
        page.mouse.move(0, 0)  # nothing lights up under it
        frames = [one for one in page.frames if one.url.startswith("https:")]
        for frame in frames:
            self._meet(frame.content())
            frame.evaluate(STILL, [today, MONDAY, self.references])
        (part or page).screenshot(path=self.folder / f"{name}.png", animations="disabled")
        for frame in frames:
            frame.evaluate("window.__back()")

    def _meet(self, words: str) -> None:
        """Each reference gets a fixed one, in the order in which they are first seen."""
        for found in REFERENCE.findall(words):
            if found not in self.references:
                self.references[found] = f"M-{REFERENCES[len(self.references)]}"


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height as the PNG itself says."""
    wide, high = struct.unpack(">II", picture.read_bytes()[16:24])
    return int(wide), int(high)
