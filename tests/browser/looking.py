"""How a page is judged: by axe, by its width, in each theme, and by what it says in the console."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Frame, Page, Response

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# All rules once; in the other themes nothing but the colours is different, and so are the rules that look at them.
ALL_RULES = "{resultTypes: ['violations']}"
COLOUR_RULES = "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}"
# A refused answer is judged by its status; the sign-in library sandboxes the frame of its silent renewal like this.
NOT_OURS = ("Failed to load resource", "both allow-scripts and allow-same-origin for its sandbox")
WIDTHS = (320, 375, 1280)
# Each state that was judged, by its address: the markup checker reads them all at the end of the session.
SEEN: dict[str, str] = {}
THEMES: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)


class Complaints:
    """Errors of the pages of one test; an answer that the test provokes is `expected` by its status."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.expected: set[int] = set()

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(str(error)))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(one in message.text for one in NOT_OURS):
            self.found.append(message.text)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.found.append(f"{response.status} {response.url}")


def judge(page: Page, frame: Frame | None = None) -> None:
    """axe finds nothing in any theme, and nothing runs off the page at any width. `frame`: judge that one too."""
    before = page.viewport_size
    looked_at = [page.main_frame, *([frame] if frame else [])]
    for one in looked_at:
        one.evaluate(AXE)
    for number, theme in enumerate(THEMES):
        page.emulate_media(**theme)
        for one in looked_at:
            rules = COLOUR_RULES if number else ALL_RULES
            found = one.evaluate(f"axe.run(document, {rules})")
            assert not found["violations"], [_short(violation) for violation in found["violations"]]
    page.emulate_media(color_scheme="light", forced_colors="none")
    for one in looked_at:
        SEEN[f"{one.url} ({len(SEEN)})"] = one.content()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= seen, f"at {width} px the page is {wide} px wide"
    if before:
        page.set_viewport_size(before)


def _short(violation: dict[str, Any]) -> str:
    places = [node["html"][:160] for node in violation["nodes"][:3]]
    return f"{violation['id']}: {places}"
