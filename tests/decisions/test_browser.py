"""The pages of decisions on a phone and on a desk, with and without scripts: nothing axe finds, nothing too wide."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from portal.grants.decisions import actions
from tests import people
from tests.browser import DESK, PHONE, axe_problems, new_page, overflow

from .conftest import COURSE, DAY, DECLARED, ROOM, ROOMS, agreed, circulating, drafted, issued, sent, verified, version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(settings, live_server):
    """(who, address) of each page, in states that show everything it may show."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    course, rooms = version(COURSE), version(ROOMS)
    clerk, chief, manager = (people.officer(role) for role in ("clerk", "chief", "manager"))
    hana, operator = people.seeker("hana"), people.employer()
    asked = circulating(verified(course, hana, clerk), clerk)
    actions.send_back(decision=asked, actor=chief.user, at=DAY, comment="領収書の宛名を確かめてください。")
    actions.circulate(decision=asked, actor=clerk.user, at=DAY)
    agreed(asked, chief)
    ready = agreed(circulating(verified(course, people.seeker("jiro"), clerk), clerk), chief, manager)
    let = verified(rooms, operator, clerk, DECLARED, [ROOM])
    award = issued(agreed(circulating(let, clerk), chief, manager), clerk)
    fresh = verified(course, people.seeker("saki"), clerk)
    reason = "働いた日数が足りません（要綱 第3条）。"
    mine = drafted(verified(course, people.seeker("miki"), clerk), clerk, kind="refusal", reason=reason)
    sent(course, people.seeker("taro"))
    wards = [
        reverse("decisions:list"),
        reverse("decisions:draft", args=[fresh.case.public_id, "award_fixed"]),
        reverse("decisions:draft", args=[fresh.case.public_id, "refusal"]),
        *(reverse("decisions:detail", args=[one.case.public_id]) for one in (asked, ready, award, mine)),
        reverse("filings:staff_grant", args=[award.grant.case.public_id]),
    ]
    return [
        *((clerk, address) for address in wards),
        (manager, reverse("decisions:detail", args=[asked.case.public_id])),
        (operator, award.grant.get_absolute_url()),
        (operator, reverse("decisions:give_up", args=[award.case.public_id])),
    ]


@pytest.mark.parametrize(("size", "javascript"), [(PHONE, True), (DESK, False)])
def test_every_page_fits_and_can_be_read(browser, live_server, settings, pages, size, javascript):
    found = []
    for number, (person, address) in enumerate(pages):
        page = new_page(browser, size, javascript=javascript)
        cookie = person.client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        answer = page.goto(live_server.url + address)
        assert answer.status == 200, address
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=Path(folder) / f"{number}-{size[0]}.png", full_page=True)
        found += [(address, overflow(page))] if overflow(page) > 0 else []
        found += [(address, problem) for problem in axe_problems(page)] if javascript else []
        page.context.close()
    assert found == []
