"""Every page of the room at a phone and at a desk, without JavaScript: nothing sticks out, axe finds nothing."""

import pytest
from django.urls import reverse

from portal.grants.filings.models import Filing
from portal.grants.filings.views.tasks import AUTOSAVE
from tests import people
from tests.browser import DESK, PHONE, axe_problems, new_page, overflow
from tests.people import Person

from .conftest import COURSE, DAY, ROOM, ROOMS, act, again, asked, drafted, page_of, sent, to, version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(browser, live_server, person: Person, size, javascript: bool = False):
    page = new_page(browser, size, javascript=javascript)
    cookie = person.client.cookies["session"]
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
    return page


def room(place: int) -> dict:
    return {**ROOM, "unit": f"架空ハイツ{101 + place}", "worker": f"架空 保育{place + 1}"}


@pytest.fixture
def shown(transactional_db) -> list[tuple[Person, list[str]]]:
    course, rooms = version(COURSE), version(ROOMS)
    hana, operator, clerk = people.seeker(), people.employer(), people.officer("clerk", name="kakari")
    draft = drafted(rooms, operator, rows=[room(place) for place in range(3)])
    one = sent(course, hana)
    other = people.employer("8000012050001")
    back = sent(rooms, other, rows=[room(place) for place in range(3)])
    row = back.rows.first()
    back = asked(
        back, clerk, ("row", row.key, "契約書では81,000円です。"), ("document", "lease", "2ページ目がありません。")
    )
    writing = [to(name, draft) for name in ("tasks", "check", "withdraw")]
    writing += [to("task", draft, task.code) for task in draft.form.tasks]
    writing += [to("new_row", draft, "leases"), to("row", draft, "leases", draft.rows.first().key)]
    writing += [to("upload", draft, "leases"), reverse("filings:ours"), reverse("filings:mandates")]
    start = f"{reverse('filings:start')}?scheme={ROOMS}"
    return [
        (operator, [*writing, start]),
        (hana, [reverse("filings:mine"), page_of(one.grant), to("receipt", one)]),
        (other, [page_of(back.grant), to("correction", back), to("task", back, "leases"), to("check", back)]),
        (clerk, [reverse("filings:staff_list"), act("staff_filing", one), act("staff_filing", back)]),
        (clerk, [reverse("filings:paper", args=[COURSE])]),
    ]


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_every_page(live_server, browser, shown, size):
    wrong = []
    for person, addresses in shown:
        page = signed_in(browser, live_server, person, size, javascript=True)
        for address in addresses:
            answer = page.goto(live_server.url + address)
            wrong += [f"{address}: {answer.status}"] if answer.status != 200 else []
            wrong += [f"{address}: {overflow(page)} px too wide"] if overflow(page) > 0 else []
            wrong += [f"{address}: {problem}" for problem in axe_problems(page)]
        page.context.close()
    assert "\n".join(wrong) == ""


def test_saved_by_itself(live_server, browser, transactional_db):
    hana = people.seeker()
    filing = drafted(version(COURSE), hana)
    page = signed_in(browser, live_server, hana, PHONE, javascript=True)
    page.goto(live_server.url + to("task", filing, "course"))
    with page.expect_response(lambda answer: AUTOSAVE.lower() in answer.request.headers):
        page.get_by_label("受講料").fill("50000")
    assert page.locator("#preview").get_by_text("45,000円").first.is_visible()
    assert Filing.objects.get().answers["fee"] == 50_000
    assert again(filing).saves == int(page.locator("input[name=saves]").input_value())


def test_sent_without_javascript(live_server, browser, transactional_db):
    hana = people.seeker()
    filing = drafted(version(COURSE), hana, at=DAY)
    page = signed_in(browser, live_server, hana, PHONE)
    page.goto(live_server.url + to("tasks", filing))
    page.get_by_role("link", name="全体を確かめて出す").click()
    page.get_by_role("button", name="この内容で出す").click()
    assert page.get_by_role("heading", name="交付申請書 兼 請求書が届きました").is_visible()
