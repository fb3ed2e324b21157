"""With the keyboard alone, in the window that a zoom of 400 % leaves of a desk: 320 pixels."""

import pytest

from tests.people import PASSWORD

from .walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ZOOMED = (320, 256)
FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const label = one.labels && one.labels[0] ? one.labels[0].innerText : "";
    return {name: (label || one.getAttribute("aria-label") || one.innerText || one.value || "").trim(),
            seen: style.outlineStyle !== "none" || style.boxShadow !== "none",
            inside: box.right > 0 && box.left < window.innerWidth};
}"""


class Typist(Walker):
    """Reaches everything by the tabulator, and sees where the focus is at every step."""

    def tab_to(self, name: str, steps: int = 200) -> None:
        for _step in range(steps):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED)
            assert here["seen"], f"{self.page.url}: nobody sees that {here['name']!r} has the focus"
            assert here["inside"], f"{self.page.url}: {here['name']!r} is beside the window"
            if here["name"].startswith(name):
                return
        raise AssertionError(f"{self.page.url}: {name} is not reached by the keyboard")

    def enter(self, name: str = "") -> None:
        if name:
            self.tab_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def types(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.page.keyboard.type(text)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_seeker_finds_and_applies(ward, browser, live_server, javascript):
    ward.vacancy(ward.near, "光が丘の介護職員", night="none")
    seeker = Typist(browser, live_server.url, ZOOMED, javascript, ward.seeker)
    seeker.goes("/jobs/")
    seeker.tab_to("本文へ")
    seeker.page.keyboard.press("Enter")
    seeker.types("ことば", "介護")
    seeker.enter()
    seeker.enter("光が丘の介護職員")
    assert seeker.title == "光が丘の介護職員"
    seeker.enter("応募する")
    seeker.types("メールアドレス", ward.seeker.user.email)
    seeker.types("パスワード", PASSWORD)
    seeker.enter()
    seeker.types("ひとこと", "週3日から働きたいです。")
    seeker.enter("次へ（送る前に確かめる）")
    seeker.enter("応募を送る")
    assert seeker.title == "応募を送りました"
    seeker.leave()
