"""Somebody at a browser who looks at every page they meet."""

from django.conf import settings
from playwright.sync_api import Browser, Locator, Page

from tests.browser import axe_problems, new_page, overflow
from tests.people import PASSWORD, Person

PATIENCE = 8_000


class Walker:
    """One person in one window. Every page they meet is looked at: axe, its width, and what the browser complains of.

    Where scripts are off, axe reads a twin: the same bytes in a window of the same size, without the portal's script.
    """

    def __init__(self, browser: Browser, home: str, size: tuple[int, int], script: bool, person: Person | None):
        self.home, self.size, self.script, self.person = home, size, script, person
        self.page = new_page(browser, size, javascript=script)
        self.page.set_default_timeout(PATIENCE)
        self.twin: Page | None = None if script else new_page(browser, size)
        self.said: list[str] = []
        self.met: list[str] = []
        self.page.on("console", lambda line: self.said.append(line.text))
        if self.twin:
            self.twin.route("**/portal.js", lambda route: route.abort())

    def leave(self) -> None:
        for page in filter(None, (self.page, self.twin)):
            page.context.close()

    # Coming in

    def with_session(self) -> None:
        """Staff come in with a second factor, which a browser without a key cannot give."""
        assert self.person
        cookie = self.person.client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.home}])

    def signs_in(self) -> None:
        """Through the form on the page at hand."""
        assert self.person and self.person.user
        self.fill("メールアドレス", self.person.user.email)
        self.page.get_by_role("textbox", name="パスワード").fill(PASSWORD)
        self.press("ログイン")

    # Moving and doing

    def goes(self, path: str) -> None:
        self.page.goto(self.home + path)
        self.look()

    def follows(self, name: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        self.look()

    def press(self, name: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, label: str, text: str, within: str = "main") -> None:
        boxes = self.page.locator("textarea, input:not([type=radio], [type=checkbox])")
        self.page.locator(within).get_by_label(label).and_(boxes).first.fill(text)

    def pick(self, label: str, option: str) -> None:
        """One of a list that folds down."""
        self.page.locator("main").get_by_label(label).first.select_option(label=option)

    def choose(self, group: str, option: str, within: str = "main", exact: bool = False) -> None:
        self.page.locator(within).get_by_role("group", name=group).get_by_label(option, exact=exact).first.check()

    def tick(self, label: str, within: str = "main") -> None:
        self.page.locator(within).get_by_label(label).first.check()

    # Seeing

    @property
    def title(self) -> str:
        return self.page.locator("h1:visible").first.inner_text()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def top(self, selector: str) -> float:
        """How far down the page it begins, in pixels."""
        return self.part(selector).evaluate("one => one.getBoundingClientRect().top + window.scrollY")

    def part(self, selector: str) -> Locator:
        return self.page.locator(selector).first

    def look(self) -> None:
        where = self.page.url
        self.met.append(where)
        assert overflow(self.page) == 0, f"{where} is wider than its window"
        problems = axe_problems(self._seen())
        assert problems == [], f"{where}: {problems}"
        assert [line for line in self.said if "Content Security Policy" in line] == [], where

    def _seen(self) -> Page:
        if self.twin is None:
            return self.page
        html = self.page.content()
        address = self.page.url.split("#")[0]
        self.twin.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.twin.goto(address)
        self.twin.unroute(address)
        return self.twin
