import pytest

from tests.browser import DESK, PHONE, axe_problems, new_page, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("javascript", [True, False])
def test_axe_finds_nothing_on_the_gallery(browser, live_server, size, javascript):
    page = new_page(browser, size)
    said = []
    page.on("console", lambda message: said.append(message.text))
    if not javascript:
        page.route("**/portal.js", lambda route: route.abort())
    page.goto(f"{live_server.url}/ui/")
    assert axe_problems(page) == []
    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_nothing_is_wider_than_the_window(browser, live_server, width):
    page = new_page(browser, (width, 800))
    page.goto(f"{live_server.url}/ui/")
    assert overflow(page) == 0


def test_what_is_tapped_on_a_phone_is_large_enough(browser, live_server):
    page = new_page(browser, PHONE)
    page.goto(f"{live_server.url}/ui/")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "button,summary,.btn,.chip,.pills a,.pages a,.check,.inp,.foot a,.sidenav a")]
        .filter(one => one.checkVisibility())
        .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_a_form_is_sent_once(browser, live_server):
    page = new_page(browser)
    page.goto(f"{live_server.url}/ui/")
    stopped = page.evaluate(
        """() => {
            const stopped = [], button = document.querySelector("form[method=post] .acts .btn");
            window.addEventListener("submit", (event) => stopped.push(event.defaultPrevented));
            button.click();
            button.click();
            return stopped;
        }"""
    )
    assert stopped == [False, True]


def test_characters_left_and_the_typed_password_are_shown(browser, live_server):
    page = new_page(browser)
    page.goto(f"{live_server.url}/ui/")
    page.fill("textarea", "あ" * 401)
    assert page.inner_text(".box:has(textarea) + .sup") == "1文字こえています"
    page.click("text=表示する")
    assert page.get_attribute("#id_secret", "type") == "text"


def test_menu_opens_on_a_phone_and_search_is_inside(browser, live_server):
    page = new_page(browser, PHONE, javascript=False)
    page.goto(f"{live_server.url}/ui/")
    page.click(".menu summary")
    page.fill(".menu input[name=q]", "夜勤")
    page.press(".menu input[name=q]", "Enter")
    assert page.url.endswith("/search/?q=%E5%A4%9C%E5%8B%A4")
