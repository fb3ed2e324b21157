"""Debian's Chromium for tests marked `browser`, and axe for every page they meet."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE, DESK = (390, 844), (1280, 900)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A closed disclosure is not on the screen, but axe takes the boxes that Chromium keeps of it for shown.
CLOSED_IS_AWAY = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("details:not([open]) > :not(summary) { display: none }");
    document.adoptedStyleSheets.push(sheet);
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    # Playwright's loop runs in the test's thread, where Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser, size: tuple[int, int] = DESK, *, javascript: bool = True) -> Page:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        java_script_enabled=javascript,
        bypass_csp=False,
    )
    return context.new_page()


def axe_problems(page: Page) -> list[str]:
    """What axe finds on the page as it stands: rule and the first element of each finding."""
    page.evaluate(CLOSED_IS_AWAY)
    found = Axe().run(page, options={"runOnly": STANDARDS, "resultTypes": ["violations"]})
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['help']}" for one in found["violations"]]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
