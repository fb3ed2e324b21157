"""The made-up schemes are public with budgets, and operators have applied."""

import datetime as dt

import pytest

from housing.subsidy import demo, samples
from housing.subsidy.landlord import sample as landlord
from portal.front import cast
from portal.front.demo import Stage
from portal.grants.budget.queries import gauge
from portal.grants.filings.models import Filing
from portal.grants.schemes.access import schemes_of
from portal.grants.schemes.models import Version
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db


def test_the_demo_publishes_every_scheme_and_two_operators_apply() -> None:
    stage = Stage(at=NOW, sizes={"vacancies": 1})
    for part in (cast.people, cast.duties, cast.organisations, demo.build):
        part(stage)
    assert set(Version.objects.values_list("scheme", "state")) == {(code, "published") for code in demo.SAMPLES}
    assert gauge("nursery_housing", 2026).appropriated == 60_000_000
    assert list(Filing.objects.order_by("pk").values_list("case__state", flat=True)) == ["submitted", "correction"]
    assert "group_home_staff" in schemes_of(stage.people["staff"])


def test_a_sample_can_be_moved_to_another_year() -> None:
    version, golden = samples.in_year(landlord, 2028)
    assert version["figures"] == {"amount": 60_000, "first_day": "2028-04-01", "last_day": "2029-03-31"}
    assert (golden[0]["day"], golden[0]["answers"]["leased_on"]) == ("2028-11-24", "2028-10-20")
    assert landlord.VERSION["figures"]["first_day"] == dt.date(samples.FISCAL_YEAR, 4, 1).isoformat()
