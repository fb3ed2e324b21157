"""The pages of a support on a phone and on a desk, with and without scripts: nothing axe finds, nothing too wide."""

import pytest
from django.urls import reverse
from django.utils import timezone

from housing.support import demo
from housing.support.models import Support
from portal.accounts.actions.people import add_person
from portal.front.demo import PASSWORD, Stage
from portal.lib.dates import tokyo_date
from tests.browser import DESK, PHONE, axe_problems, new_page, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(settings, live_server):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    at = timezone.now()
    staff = add_person(email="ward@example.jp", name="架空 くみ", password=PASSWORD, is_staff=True, at=at)
    stage = Stage(at=at, sizes={}, people={"staff": staff})
    demo.build(stage)
    return stage


def addresses(stage) -> list[tuple[str, list[str]]]:
    """Who opens what."""
    month = f"{tokyo_date(stage.at):%Y-%m}"
    supports = {row.case.state: row for row in Support.objects.select_related("case", "corporation", "consultation")}
    housed, active, asked = supports["housed"], supports["active"], supports["requested"]
    body = housed.corporation.public_id
    key = housed.case.public_id
    log = housed.logs.filter(corrected_by=None).first()
    ours = [
        reverse("support:desk"),
        reverse("support:months"),
        reverse("support:month", args=[month]),
        *(reverse("support:case", args=[row.case.public_id]) for row in supports.values()),
        reverse("support:log", args=[key]),
        reverse("support:task", args=[key]),
        reverse("support:correct", args=[key, log.public_id]),
    ]
    wards = [
        reverse("support:staff_list"),
        reverse("support:staff_protected"),
        reverse("support:staff_months"),
        reverse("support:staff_month", args=[body, month]),
        reverse("support:staff_case", args=[asked.case.public_id]),
        reverse("support:ask", args=[active.consultation.case.public_id]),
        reverse("support:ask", args=[supports["declined"].consultation.case.public_id]),
        reverse("support:ask", args=[supports["declined"].consultation.case.public_id]) + f"?corporation={body}",
    ]
    return [("support", ours), ("staff", wards)]


@pytest.mark.parametrize("size, javascript", [(PHONE, True), (DESK, False)])
def test_every_page_fits_and_can_be_read(browser, live_server, settings, client, stage, size, javascript):
    found = []
    for who, urls in addresses(stage):
        client.force_login(stage.people[who])
        page = new_page(browser, size)
        if not javascript:
            page.route("**/*.js", lambda route: route.abort())
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        said: list[str] = []
        page.on("console", lambda message, kept=said: kept.append(message.text))
        for url in urls:
            answer = page.goto(live_server.url + url)
            found += [f"{url}: {answer.status}"] if answer.status != 200 else []
            found += [f"{url}: {problem}" for problem in axe_problems(page)]
            found += [f"{url}: {overflow(page)} px too wide"] if overflow(page) > 0 else []
        found += [line for line in said if "Content Security Policy" in line]
        page.context.close()
    assert found == []
