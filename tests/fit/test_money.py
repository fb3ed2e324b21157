"""The ward's figures: added from a day on, never changed, each with its source; and the calculator on top of them."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from housing.fit.choices import MoneyKind
from housing.fit.household import Household
from housing.fit.models import MoneyRow
from housing.fit.queries import money_of
from portal.audit.models import Entry
from portal.lib.dates import tokyo_date
from tests import people
from tests.factories import homes
from tests.fit.given import money
from tests.fit.test_finder import make, text

pytestmark = pytest.mark.django_db
ROW = {"kind": "assistance", "people": "1", "area": "0", "amount": "55,000", "source": "架空の告示"}


@pytest.fixture(autouse=True)
def _loaded():
    call_command("load_money", verbosity=0)


def add(person, **changes):
    return person.client.post("/staff/money/", {**ROW, **changes})


def test_loading_again_changes_nothing():
    before = MoneyRow.objects.count()
    MoneyRow.objects.filter(kind="assistance", people=1, area=0).update(source="区が直した出典")
    call_command("load_money", verbosity=0)
    assert MoneyRow.objects.count() == before
    assert MoneyRow.objects.get(kind="assistance", people=1, area=0).source == "区が直した出典"


def test_the_table_of_the_23_wards_is_as_agreed():
    figures = money_of(dt.date(2026, 11, 24))
    assert [figures.amount("assistance", n) for n in range(1, 8)] == [
        53_700, 64_000, 69_800, 69_800, 69_800, 75_000, 83_800,
    ]  # fmt: skip
    assert [figures.assistance(1, area) for area in (6, 6.01, 10, 10.01, 15, 15.01)] == [
        38_000, 43_000, 43_000, 48_000, 48_000, 53_700,
    ]  # fmt: skip
    assert [figures.amount("benefit_base", n) for n in (1, 2, 3, 4, 9)] == [84_000, 130_000, 172_000, 214_000, 334_000]
    assert figures.amount("benefit_assets", 2) == 780_000
    assert figures.amount("relief") is None
    assert {kind.value for kind in MoneyKind} - {kind for kind, _people, _area in figures.figures} == {"relief"}


def test_a_row_counts_from_its_day():
    officer, today = people.staff(), tokyo_date(timezone.now())
    later = today + dt.timedelta(days=10)
    page = add(officer, valid_from=later.isoformat())
    assert page.status_code == 302
    assert money_of(later - dt.timedelta(days=1)).amount("assistance", 1) == 53_700
    assert money_of(later).amount("assistance", 1) == 55_000
    row = MoneyRow.objects.get(valid_from=later)
    assert (row.entered_by, row.is_unverified) == (officer.user, False)
    assert Entry.objects.filter(action="fit.money_added", subject_key=str(row.pk)).count() == 1
    shown = text(officer.client.get("/staff/money/"))
    assert "55,000円" in shown
    assert "53,700円" in shown


def test_what_was_entered_is_never_changed():
    officer, today = people.staff(), tokyo_date(timezone.now())
    add(officer, valid_from=today.isoformat())
    again = text(add(officer, valid_from=today.isoformat(), amount="1"))
    assert "同じ日からの額がもう入っています" in again
    past = text(add(officer, valid_from=(today - dt.timedelta(days=1)).isoformat()))
    assert "前の日からの額は入れられません" in past
    assert money_of(today).amount("assistance", 1) == 55_000
    assert money_of(today - dt.timedelta(days=1)).amount("assistance", 1) == 53_700


def test_a_row_says_for_whom():
    officer, day = people.staff(), tokyo_date(timezone.now()).isoformat()
    assert "この種類は人数ごとに入れます" in text(add(officer, people="0", valid_from=day))
    assert "この種類は人数によりません" in text(add(officer, kind="relief", valid_from=day))
    assert "広さで変わるのは、1人の住宅扶助だけです" in text(add(officer, people="2", area="15", valid_from=day))
    assert "「出典」を入れてください" in text(add(officer, source="", valid_from=day))


def test_only_staff_see_the_table():
    assert Client().get("/staff/money/").status_code == 302
    assert people.seeker().client.get("/staff/money/").status_code == 404
    assert people.staff().client.get("/staff/money/").status_code == 200


MOTHER = {
    "who-adults": "1", "who-pupils": "1", "who-infants": "1", "money-income": "190000", "money-gross_income": "190000",
    "money-savings": "100000", "money-income_fell": "on",
}  # fmt: skip


def test_what_it_costs_without_a_home():
    page = Client().post(
        "/housing/cost/", {**MOTHER, "price-rent": "82000", "price-fee": "3000", "price-deposit": "82000"}
    )
    shown = " ".join(text(page).split())
    assert "毎月の合計 85,000円" in shown.replace("\n", " ") or "毎月の合計85,000円" in shown
    assert "−64,000円" in shown
    assert "21,000円" in shown
    assert "毎月の合計は、手取りの 44.7％です。" in shown
    assert "−82,000円" in shown
    assert "ひとり親家庭転宅支援給付金" in shown
    assert "文京区の住居確保給付金" not in shown
    assert "住居確保給付金の基準額（文京区の案内 2025年4月）、2025年4月1日（火）から" in shown
    assert "決めるのは、それぞれの窓口です" in shown


def test_what_it_costs_of_a_home_and_nothing_is_kept():
    home = make(homes.partner().organisation)
    visitor = Client()
    page = visitor.get(f"/housing/cost/?home={home.public_id}").content.decode()
    assert 'value="52,000"' in page
    assert 'value="28,600"' in page
    answer = visitor.post(f"/housing/cost/?home={home.public_id}", {"price-rent": "52000", "who-elders": "1"})
    assert answer.status_code == 200
    assert "53,700円" in text(answer)
    assert list(visitor.session.keys()) == []


def test_a_sum_that_cannot_be_read_is_said():
    assert "「家賃（月）」を入れてください" in text(Client().post("/housing/cost/", {}))
    assert "金額が読み取れません" in text(Client().post("/housing/cost/", {"price-rent": "たかい"}))


def test_grants_and_benefit_at_their_edges():
    figures = money()
    alone = Household(adults=1, income_fell=True)
    assert figures.benefit(1, 60_000, 84_000) == 53_700
    assert figures.benefit(1, 50_000, 84_001) == 49_999
    assert figures.benefit(1, 50_000, 134_000) == 0
    assert figures.grants(alone, [("deposit", 50_000), ("key_money", 40_000)]) == {"relocation_times": 40_000}
    assert figures.grants(alone, [("key_money", 400_000)]) == {"relocation_times": 161_100}
    parent = Household(adults=1, toddlers=1)
    assert figures.grants(parent, [("deposit", 400_000)]) == {"parent_contract": 300_000}
    assert figures.grants(Household(adults=2, toddlers=1), [("deposit", 400_000)]) == {}


def test_the_smallest_area_counts_children_less():
    figures = money()
    assert figures.least_area(Household()) is None
    assert figures.least_area(Household(adults=1)) == 25
    assert figures.least_area(Household(adults=2)) == 30
    assert figures.least_area(Household(adults=1, infants=1)) == 30
    assert figures.least_area(Household(adults=2, toddlers=1)) == 35
    assert figures.least_area(Household(adults=4)) == 50
    assert figures.least_area(Household(adults=5)) == 57
