"""The pages of money on a phone and on a desk, with and without scripts: nothing axe finds, nothing too wide."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from portal.grants.payments import actions
from portal.grants.payments.models import Batch, Payment, Recovery
from tests.browser import DESK, PHONE, axe_problems, new_page, overflow
from tests.decisions.conftest import DAY, issued
from tests.payments.conftest import load

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(settings, live_server, rooms, payments, cashier, second, clerk, manager, hana, revoked):
    """(who, address) of each page, in states that show everything it may show."""
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    due = payments(6)
    gone = actions.make_batch(payments=due[:3], actor=cashier.user, at=DAY)
    actions.release_batch(batch=gone, actor=second.user, at=DAY)
    load([[due[0].number, "支払済", "2027/1/14", ""], [due[1].number, "振込不能", "", "口座名義相違"]], cashier)
    issued(revoked(due[0].grant, 60_000), clerk)
    recovery = Recovery.objects.get()
    actions.order(recovery=recovery, due_on=DAY.date().replace(month=3), actor=clerk.user, at=DAY)
    actions.repay(recovery=recovery, yen=10_000, on=DAY.date(), actor=cashier.user, at=DAY, key="k")
    actions.make_batch(payments=due[3:5], actor=cashier.user, at=DAY)
    budget = {"year": 2026, "scheme": "practitioner_course"}
    failed = Payment.objects.get(state="failed")
    batches = [reverse("payments:batch", args=[one.public_id]) for one in Batch.objects.order_by("pk")]
    back = reverse("payments:recovery", args=[recovery.public_id])
    owner = type(hana)(failed.grant.case.person, hana.client.__class__())
    owner.client.force_login(owner.user)
    return [
        (clerk, reverse("budget:index")),
        (clerk, reverse("budget:detail", kwargs=budget)),
        (clerk, reverse("budget:detail", kwargs=budget | {"year": 2027})),
        (clerk, reverse("payments:year_end")),
        (cashier, reverse("payments:index")),
        (cashier, reverse("payments:results")),
        *((person, address) for person in (cashier, second, clerk) for address in batches),
        (clerk, reverse("payments:recoveries")),
        *((person, back) for person in (clerk, cashier, manager)),
        (clerk, reverse("filings:staff_grant", args=[due[0].grant.case.public_id])),
        (owner, failed.grant.get_absolute_url()),
        (owner, reverse("payments:account", kwargs={"desk": "my", "public_id": failed.grant.case.public_id})),
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
            page.screenshot(path=Path(folder) / f"{number:02}-{size[0]}.png", full_page=True)
        found += [(address, overflow(page))] if overflow(page) > 0 else []
        found += [(address, problem) for problem in axe_problems(page)] if javascript else []
        page.context.close()
    assert found == []
