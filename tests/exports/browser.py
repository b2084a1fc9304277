"""A real browser, where there is one: Debian's Chromium, driven by Playwright, without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or ""

NEEDS_CHROMIUM = pytest.mark.skipif(
    not CHROMIUM, reason="no chromium on the PATH (Debian: apt-get install chromium)"
)

_CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if ((numbers(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const [one, other] = [
      light(element.closest("svg") ? style.fill : style.color), light(ground(element)),
    ].sort().reverse();
    found.push([(one + 0.05) / (other + 0.05), walker.currentNode.data.trim()]);
  }
  return found;
}"""


@dataclass
class Opened:
    """A page in the browser, and everything that it did besides being there."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        """Note what a dialog says, and close it."""
        self.said.append(dialog.message)
        dialog.dismiss()

    def quiet(self) -> bool:
        """Say whether it asked for nothing but itself, and neither complained nor opened a dialog."""
        return self.requests == [self.url] and not self.said

    def contrasts(self) -> list[tuple[float, str]]:
        """Return the contrast of each piece of text that is shown (WCAG 2.2, 1.4.3)."""
        return [(ratio, text) for ratio, text in self.page.evaluate(_CONTRASTS)]

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return wider

    def names(self) -> list[str]:
        """Return the units whose rows are to be seen, from top to bottom."""
        return self.page.locator("#units tbody tr:visible th").all_inner_texts()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser and end it with the block; as root it runs without its sandbox, as in containers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Opened]:
    """Open a file in a window of its own; the options are those of Playwright's `new_context`."""
    context: BrowserContext = browser.new_context(**options)
    try:
        page = context.new_page()
        result = Opened(page, file.as_uri())
        page.on("request", lambda request: result.requests.append(request.url))
        page.on("console", lambda message: result.said.append(message.text))
        page.on("pageerror", lambda error: result.said.append(str(error)))
        page.on("dialog", result.dismiss)
        page.goto(file.as_uri())
        yield result
    finally:
        context.close()
