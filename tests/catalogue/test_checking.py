"""The care worker who is two months early, and what her answers come to."""

import datetime as dt

import pytest
import time_machine

from portal.grants.catalogue.checking import check as checked
from portal.grants.schemes.conditions import Outcome
from portal.grants.schemes.structure import get
from tests import people
from tests.factories import grants
from tests.factories.times import NOW

from .conftest import COURSE, HOUSING, LATER, text

pytestmark = pytest.mark.django_db
CHECK, RESULT = f"/grants/{COURSE}/check/", f"/grants/{COURSE}/result/"
ANSWERS = {
    "completed_on": "2026年6月30日",
    "hired_on": "令和8年7月14日",
    "days_worked": "96",
    "listed_office": "True",
    "fee": "９８，０００円",
    "other_money": "unsure",
}
KEPT = {
    "completed_on": "2026-06-30",
    "hired_on": "2026-07-14",
    "days_worked": 96,
    "listed_office": True,
    "fee": 98_000,
    "other_money": "unsure",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW) as traveller:
        yield traveller


def test_the_first_day_the_conditions_and_the_sum(client, course):
    response = client.post(CHECK, ANSWERS)
    assert (response.status_code, response["Location"]) == (302, RESULT)
    seen = text(client.get(RESULT))
    assert "2027年1月14日（木）から申請できます今日から51日後です。" in seen
    assert "○満たす修了から3か月以内に、区内の事業所で働きはじめた修了6月30日→就職7月14日要綱第3条" in seen
    assert "まだ6か月以上、続けて働いている" in seen
    assert "？確認同じ費用に、ほかの助成を受けていない" in seen
    assert "受講料98,000円×9割88,200円" in seen
    assert "見こみの額88,200円" in seen
    assert "2026年度の予算ののこり残り10,000,000円審査中0円あなたと同じ額で、およそ113件分。" in seen
    assert "書類の準備をはじめる" in seen


def test_on_the_day_itself_one_applies_today(client, course, clock):
    clock.move_to(LATER)
    client.post(CHECK, {**ANSWERS, "other_money": "none"})
    seen = text(client.get(RESULT))
    assert "今日から申請できます" in seen
    assert "申請をはじめる" in seen
    assert "メールで知らせて" not in seen


def test_no_answer_is_in_an_address_and_all_can_be_forgotten(client, course):
    client.post(CHECK, ANSWERS)
    assert 'value="98,000"' in client.get(CHECK).content.decode()
    assert client.session["grant_check"] == {COURSE: KEPT}
    assert client.post(f"/grants/{COURSE}/forget/")["Location"] == CHECK
    assert client.session["grant_check"] == {}
    assert client.get(RESULT)["Location"] == CHECK


def test_what_cannot_be_read_is_said_and_the_input_kept(client, course):
    response = client.post(CHECK, {**ANSWERS, "completed_on": "いつか", "fee": "0"})
    assert response.status_code == 422
    assert "日付が読み取れません" in text(response)
    assert 'value="いつか"' in response.content.decode()
    assert "grant_check" not in client.session


def test_questions_may_be_left_out(client, course):
    client.post(CHECK, {"completed_on": "2026-06-30"})
    seen = text(client.get(RESULT))
    assert "？確認" in seen
    assert "計算に使う答えが足りません" in seen


def test_whoever_is_no_case_hears_it_plainly_and_may_still_apply(client, course):
    client.post(CHECK, {**ANSWERS, "listed_office": "False"})
    seen = text(client.get(RESULT))
    assert "いまの答えでは、対象になりません" in seen
    assert "それでも申請をはじめる" in seen


def test_a_used_up_budget_promises_no_day(client, money):
    grants.version(COURSE)
    money(1_000_000, 1_000_000)
    client.post(CHECK, ANSWERS)
    seen = text(client.get(RESULT))
    assert "今年度の予算がなくなりました" in seen
    assert "日）から申請できます" not in seen
    assert "今日から" not in seen
    assert "はじめる" not in seen


def test_met_only_after_the_window_is_no_day(course):
    late = checked(get(COURSE), course, {**KEPT, "hired_on": "2026-09-29"}, NOW.date())
    assert late.first_day == dt.date(2027, 3, 29)
    course.closes_on = dt.date(2027, 2, 28)
    late = checked(get(COURSE), course, {**KEPT, "hired_on": "2026-09-29"}, NOW.date())
    assert (late.first_day, late.missed) == (None, dt.date(2027, 3, 29))


def test_a_window_that_opens_later_is_waited_for(db):
    version = grants.version(HOUSING, fiscal_year=2027, figures={"first_day": "2027-04-01", "last_day": "2028-03-31"})
    answers = {**sample_answers(), "months": 12}
    found = checked(get(HOUSING), version, answers, NOW.date())
    assert found.first_day == dt.date(2027, 4, 1)
    assert found.days_ahead == 128


def sample_answers() -> dict:
    from housing.subsidy.nursery import sample

    return dict(sample.CHECK)


def test_marks_are_words_for_every_outcome(course):
    found = checked(get(COURSE), course, {**KEPT, "listed_office": False}, NOW.date())
    shown = {held.outcome: mark for mark, _tone, held in found.lines}
    assert shown == {
        Outcome.MET: "○ 満たす",
        Outcome.NOT_YET: "まだ",
        Outcome.NOT_MET: "× 満たさない",
        Outcome.UNKNOWN: "？ 確認",
    }


def test_somebody_signed_in_is_left_in_no_cache(course):
    person = people.seeker()
    person.client.post(CHECK, ANSWERS)
    assert "no-store" in person.client.get(RESULT)["Cache-Control"]
