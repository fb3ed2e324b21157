import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command

from jobs.vacancies.models import MinimumWage

pytestmark = pytest.mark.django_db


def load() -> dict:
    out = StringIO()
    call_command("load_minimum_wages", stdout=out)
    return json.loads(out.getvalue())


def rows() -> list[tuple[dt.date, int]]:
    return list(MinimumWage.objects.values_list("valid_from", "yen"))


def test_the_known_rates_are_loaded_once():
    MinimumWage.objects.all().delete()
    assert load() == {"read": 3, "created": 3}
    assert rows() == [(dt.date(2023, 10, 1), 1113), (dt.date(2024, 10, 1), 1163), (dt.date(2025, 10, 3), 1226)]
    assert load() == {"read": 3, "created": 0}


def test_a_row_of_the_staff_is_never_overwritten():
    MinimumWage.objects.all().delete()
    MinimumWage.objects.create(valid_from=dt.date(2025, 10, 3), yen=1300, source="職員の入力")
    MinimumWage.objects.create(valid_from=dt.date(2026, 10, 1), yen=1310, source="職員の入力")
    assert load() == {"read": 3, "created": 2}
    assert rows()[2:] == [(dt.date(2025, 10, 3), 1300), (dt.date(2026, 10, 1), 1310)]
