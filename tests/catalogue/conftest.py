import datetime as dt
import html
import re

import pytest

from portal.accounts.models import User
from portal.cases.models import Case
from portal.grants.budget import actions as budget
from portal.grants.budget.models import Kind
from tests.factories import grants
from tests.factories.times import NOW

COURSE, HOUSING = "practitioner_course", "nursery_housing"
LATER = dt.datetime(2027, 1, 14, 9, tzinfo=NOW.tzinfo)


@pytest.fixture
def money(db):
    """A budget of the course for 2026, some of it spent."""

    def put(yen: int, spent: int = 0) -> None:
        clerk = User.objects.create(email="yosan@example.jp", name="架空 係員", is_staff=True)
        budget.appropriate(scheme=COURSE, fiscal_year=2026, kind=Kind.INITIAL, yen=yen, actor=clerk, at=NOW)
        if spent:
            case = Case.objects.create(
                number="G-2026-00001-0", procedure="grant", title="架空", state="review", opened_at=NOW, changed_at=NOW
            )
            budget.commit(scheme=COURSE, fiscal_year=2026, yen=spent, case=case, actor=None, at=NOW)

    return put


@pytest.fixture
def course(money):
    money(10_000_000)
    return grants.version(COURSE)


def text(response) -> str:
    """What a reader sees of the main part, spaces gone."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]+>", "", main)))
