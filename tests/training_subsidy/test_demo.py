"""The made-up schemes are public with budgets, and people have applied for the practitioner course."""

import pytest

from portal.front import cast
from portal.front.demo import Stage
from portal.grants.filings.models import Filing
from portal.grants.schemes.models import Version
from tests.factories.times import NOW
from training.subsidy import demo

pytestmark = pytest.mark.django_db


def test_the_demo_publishes_every_scheme_and_people_apply() -> None:
    stage = Stage(at=NOW, sizes={"vacancies": 1})
    for part in (cast.people, cast.duties, demo.build):
        part(stage)
    assert set(Version.objects.values_list("scheme", "state")) == {(code, "published") for code in demo.SAMPLES}
    states = list(Filing.objects.order_by("pk").values_list("case__state", flat=True))
    assert states == ["correction", "submitted", "submitted", "submitted", "draft"]
