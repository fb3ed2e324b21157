"""Posting a vacancy by steps, as an employer meets it."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobs.vacancies import actions
from jobs.vacancies.forms import STEPS
from jobs.vacancies.models import Terms, Vacancy
from portal.accounts.models import Role, User
from portal.cases.actions import perform

from .employers import NOW, SHIFT, employer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hana():
    return employer()


def address(name: str, vacancy: Vacancy, *args: str) -> str:
    return reverse(f"vacancies:employer_{name}", args=[vacancy.public_id, *args])


def pay(**changes) -> dict:
    sent = {
        "saves": 1, "wage_type": "month", "base_low": "210,000", "base_high": "240000",
        "parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0, "parts-0-kind": "fixed", "next": 1,
    }  # fmt: skip
    return sent | changes


def test_a_new_vacancy_starts_at_a_facility_of_ones_own(hana):
    other = employer("2000012050003")
    page = hana.client.get(reverse("vacancies:employer_start")).content.decode()
    assert (hana.facility.public_id in page, other.facility.public_id in page) == (True, False)
    answer = hana.client.post(reverse("vacancies:employer_start"), {"facility": other.facility.public_id})
    assert (answer.status_code, Vacancy.objects.count()) == (200, 0)
    assert "働く場所を選んでください" in answer.content.decode()
    answer = hana.client.post(reverse("vacancies:employer_start"), {"facility": hana.facility.public_id})
    assert answer.url == address("task_list", Vacancy.objects.get())


def test_the_task_list_tells_the_state_of_each_step(hana):
    hana.client.post(reverse("vacancies:employer_start"), {"facility": hana.facility.public_id})
    page = hana.client.get(address("task_list", Vacancy.objects.get())).content.decode()
    assert (page.count("未入力"), page.count("できました")) == (len(STEPS), 0)
    page = hana.client.get(address("task_list", hana.vacancy(base_low=188_000))).content.decode()
    assert (page.count("直すところが1か所"), page.count("できました")) == (1, 5)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_every_step_opens_and_saves_empty(hana, step):
    vacancy = hana.vacancy()
    page = hana.client.get(address("step", vacancy, step.code))
    assert (page.status_code, f"<h1>{step.label}</h1>" in page.content.decode()) == (200, True)
    sent = {"saves": 1, "stay": 1}
    if step.rows:
        sent |= {f"{step.rows}-TOTAL_FORMS": 0, f"{step.rows}-INITIAL_FORMS": 0}
    answer = hana.client.post(address("step", vacancy, step.code), sent)
    assert answer.status_code == 302
    assert Terms.objects.get(vacancy=vacancy).saves == 2


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_what_is_shown_can_be_sent_back_unchanged(hana, step):
    vacancy = hana.vacancy()
    before = vacancy.draft.sheet()
    form = hana.client.get(address("step", vacancy, step.code) + "?checked=1").context
    sent = dict(form["form"].data) | (dict(form["rows"].data) if form["rows"] else {})
    hana.client.post(
        address("step", vacancy, step.code), {key: value for key, value in sent.items() if value is not None}
    )
    assert Terms.objects.get(vacancy=vacancy).sheet() == before


def test_numbers_are_read_as_people_write_them(hana):
    vacancy = hana.vacancy()
    sent = pay(base_low="２１０，０００円", base_high="24万円", **{"parts-0-name": "資格手当", "parts-0-low": "5,000"})
    answer = hana.client.post(address("step", vacancy, "pay"), sent)
    assert answer.url == address("step", vacancy, "insurance")
    terms = Terms.objects.get(vacancy=vacancy)
    assert (terms.base_low, terms.base_high) == (210_000, 240_000)
    assert [(part.name, part.low, part.high) for part in terms.parts.all()] == [("資格手当", 5_000, 5_000)]


def test_the_minimum_wage_is_explained_at_the_field_and_mended(hana):
    vacancy = hana.vacancy()
    answer = hana.client.post(address("step", vacancy, "pay"), pay(base_low="188,000"), follow=True)
    page = answer.content.decode()
    assert "<title>エラー：賃金" in page
    assert page.count("最低賃金を下回っています：1時間あたり 1,160円（必要 1,226円）") == 2
    assert "基本給を198,612円以上にするか、年間の所定労働時間（いま 1,944時間）を見直します。" in page
    assert "最低賃金法 第4条" in page
    answer = hana.client.post(address("step", vacancy, "pay"), pay(saves=2, base_low="198,612"))
    assert answer.url == address("step", vacancy, "insurance")


def test_a_name_that_hides_overtime_is_explained_at_the_rows(hana):
    sent = pay(**{"parts-0-name": "営業手当", "parts-0-low": "20000"})
    page = hana.client.post(address("step", hana.vacancy(), "pay"), sent, follow=True).content.decode()
    assert page.count("「営業手当」は、残業代にあたるかどうか分かりません。") == 2
    assert "残業代なら、この手当を消して" in page


def test_a_half_written_row_is_told_and_nothing_is_lost(hana):
    vacancy = hana.vacancy()
    sent = pay(base_low="230000", **{"parts-0-name": "資格手当"})
    page = hana.client.post(address("step", vacancy, "pay"), sent)
    assert (page.status_code, Terms.objects.get(vacancy=vacancy).saves) == (200, 1)
    assert "「金額」を入れてください" in page.content.decode()
    assert 'value="230000"' in page.content.decode()


def test_a_row_is_added_by_a_button_and_removed_by_a_tick(hana):
    vacancy = hana.vacancy()
    sent = pay(add=1, **{"parts-0-name": "資格手当", "parts-0-low": "5000"})
    del sent["next"]
    answer = hana.client.post(address("step", vacancy, "pay"), sent, follow=True)
    assert [row.initial.get("name") for row in answer.context["rows"]] == ["資格手当", None]
    gone = pay(saves=2, **{"parts-0-name": "資格手当", "parts-0-low": "5000", "parts-0-DELETE": "on"})
    hana.client.post(address("step", vacancy, "pay"), gone)
    assert list(vacancy.draft.parts.all()) == []


def test_a_stale_form_shows_both_versions_and_keeps_the_input(hana):
    vacancy = hana.vacancy()
    hana.save(vacancy.draft, {"base_low": 220_000})
    answer = hana.client.post(address("step", vacancy, "pay"), pay(base_low="215000"))
    page = answer.content.decode()
    assert (answer.status_code, "220,000円" in page, "215,000円" in page) == (409, True, True)
    assert Terms.objects.get(vacancy=vacancy).base_low == 220_000
    assert 'name="base_low" value="215000"' in page
    again = hana.client.post(address("step", vacancy, "pay"), pay(saves=2, base_low="215000"))
    assert (again.status_code, Terms.objects.get(vacancy=vacancy).base_low) == (302, 215_000)


def test_what_is_upside_down_is_told_before_the_database_says_no(hana):
    page = hana.client.post(address("step", hana.vacancy(), "pay"), pay(base_low="300000"))
    assert (page.status_code, "下と上が逆になっています。" in page.content.decode()) == (200, True)


def test_the_check_page_lists_what_stops_and_hides_the_button(hana):
    vacancy = hana.vacancy(base_low=188_000, smoking="")
    page = hana.client.get(address("check", vacancy)).content.decode()
    assert ("2か所、直すところがあります" in page, "この内容で出す" in page) == (True, False)
    answer = hana.client.post(address("submit", vacancy), {"key": "k"})
    vacancy.case.refresh_from_db()
    assert (answer.url, vacancy.case.state) == (address("check", vacancy), "draft")


def test_a_clean_vacancy_is_handed_in_once(hana):
    vacancy = hana.vacancy()
    page = hana.client.get(address("check", vacancy))
    assert "この内容で出す" in page.content.decode()
    for _press in range(2):
        answer = hana.client.post(address("submit", vacancy), {"key": page.context["key"]})
        assert answer.url == address("done", vacancy)
    vacancy.case.refresh_from_db()
    assert (vacancy.case.state, vacancy.case.events.filter(transition="submit").count()) == ("review", 1)
    assert vacancy.case.number in hana.client.get(address("done", vacancy)).content.decode()
    frozen = hana.client.post(address("step", vacancy, "pay"), pay(saves=1))
    assert frozen.url == address("task_list", vacancy)


def test_a_copy_is_a_new_draft_with_the_same_terms(hana):
    vacancy = hana.vacancy()
    answer = hana.client.post(address("copy", vacancy))
    copied = Vacancy.objects.exclude(pk=vacancy.pk).get()
    assert answer.url == address("task_list", copied)
    assert copied.draft.sheet() == vacancy.draft.sheet()


def test_the_life_cycle_is_offered_and_carried_out(hana):
    vacancy = hana.vacancy()
    page = hana.client.get(address("task_list", vacancy)).content.decode()
    assert "募集をやめる" in page
    answer = hana.client.post(address("act", vacancy, "close"), {"version": vacancy.case.version, "key": "k"})
    vacancy.case.refresh_from_db()
    assert (answer.status_code, vacancy.case.state) == (302, "closed")
    hana.client.post(address("act", vacancy, "pause"), {"version": vacancy.case.version})
    vacancy.case.refresh_from_db()
    assert vacancy.case.state == "closed"
    assert hana.client.post(address("act", vacancy, "approve")).status_code == 404
    assert hana.client.post(address("act", vacancy, "lapse")).status_code == 404


def published(hana) -> Vacancy:
    vacancy = hana.vacancy()
    clerk = User.objects.create_user("clerk@example.com", "long-password-1", is_staff=True)
    actions.submit(vacancy=vacancy, actor=hana.user, at=NOW)
    vacancy.case.refresh_from_db()
    perform(case=vacancy.case, transition="approve", actor=clerk, at=NOW)
    return Vacancy.objects.get(pk=vacancy.pk)


def state(vacancy: Vacancy) -> str:
    vacancy.case.refresh_from_db()
    return vacancy.case.state


def test_a_public_vacancy_rests_returns_and_is_filled_with_its_outcome(hana):
    vacancy = published(hana)
    states = []
    for transition in ("pause", "resume", "confirm"):
        hana.client.post(address("act", vacancy, transition))
        states.append(state(vacancy))
    assert states == ["paused", "published", "published"]
    hana.client.post(address("act", vacancy, "fill"), {})
    assert state(vacancy) == "published"
    hana.client.post(address("act", vacancy, "fill"), {"fill-outcome": "here"})
    vacancy.refresh_from_db()
    assert (state(vacancy), vacancy.outcome, vacancy.is_public) == ("filled", "here", False)


def test_a_change_of_public_terms_is_written_as_the_next_version(hana):
    vacancy = published(hana)
    assert "内容を変える" in hana.client.get(address("task_list", vacancy)).content.decode()
    assert hana.client.get(address("check", vacancy)).url == address("task_list", vacancy)
    hana.client.post(address("change", vacancy))
    vacancy.refresh_from_db()
    assert (vacancy.live.version, vacancy.draft.version, vacancy.is_public) == (1, 2, True)
    assert hana.client.get(address("step", vacancy, "pay")).status_code == 200


def test_a_press_on_an_old_page_changes_nothing(hana):
    vacancy = published(hana)
    answer = hana.client.post(address("act", vacancy, "pause"), {"version": "1"}, follow=True)
    assert state(vacancy) == "published"
    assert "内容が変わりました" in answer.content.decode()


def test_the_list_counts_by_state(hana):
    hana.vacancy()
    hana.vacancy()
    employer("2000012050003").vacancy()
    page = hana.client.get(reverse("vacancies:employer_list"))
    assert (page.context["total"], page.context["states"]) == (2, [("draft", "下書き", 2)])
    assert hana.client.get(reverse("vacancies:employer_list") + "?state=draft").context["chosen"] == "draft"


def test_anothers_vacancy_is_answered_like_a_missing_one(hana):
    other = employer("2000012050003").vacancy()
    for name, args in [("task_list", ()), ("check", ()), ("done", ()), ("step", ("pay",))]:
        assert hana.client.get(address(name, other, *args)).status_code == 404, name
    for name, args in [("submit", ()), ("copy", ()), ("change", ()), ("act", ("close",)), ("step", ("pay",))]:
        assert hana.client.post(address(name, other, *args), {"saves": 1}).status_code == 404, name


def test_a_viewer_reads_but_does_not_write():
    vera = employer(role=Role.VIEWER)
    vacancy = vera.vacancy()
    assert vera.client.get(reverse("vacancies:employer_list")).status_code == 200
    assert vera.client.get(address("task_list", vacancy)).context["tasks"] == []
    assert vera.client.get(address("step", vacancy, "pay")).status_code == 404
    assert vera.client.post(address("submit", vacancy)).status_code == 404


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "𠮷野家\u202eabc", "'; DROP TABLE--", "あ" * 1501])
def test_naughty_text_is_kept_or_told_but_never_runs(hana, text):
    vacancy = hana.vacancy()
    answer = hana.client.post(address("step", vacancy, "work"), {"saves": 1, "duties": text, "stay": 1}, follow=True)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()


def test_absurd_numbers_are_told(hana):
    vacancy = hana.vacancy()
    page = hana.client.post(address("step", vacancy, "pay"), pay(base_low="9" * 30))
    assert (page.status_code, page.context["has_errors"]) == (200, True)
    assert hana.client.post(address("step", vacancy, "pay"), pay(saves="9" * 30)).status_code == 409


def test_the_preview_shows_what_seekers_will_see(hana):
    page = hana.client.get(address("step", hana.vacancy(), "pay")).content.decode()
    assert ("210,000" in page, "特養の介護職員" in page, "<svg" in page) == (True, True, True)


def test_shift_days_and_times_are_kept(hana):
    vacancy = hana.vacancy()
    hana.save(vacancy.draft, {}, shifts=[SHIFT | {"days": 96, "name": "土日"}])
    page = hana.client.get(address("step", vacancy, "hours"))
    assert page.context["rows"].forms[0].initial["days"] == [32, 64]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_for_vacancies_twice_for_any_length(hana, rows):
    for _row in range(rows):
        actions.start(organisation=hana.organisation, facility=hana.facility, actor=hana.user, at=NOW)
    with CaptureQueriesContext(connection) as asked:
        hana.client.get(reverse("vacancies:employer_list"))
    questions = [query["sql"] for query in asked.captured_queries]
    of_this_room = ("vacancies_", "cases_", "facilities_")
    assert len([sql for sql in questions if any(table in sql for table in of_this_room)]) == 2


def test_what_is_typed_is_saved_by_itself_and_drawn_anew(hana):
    vacancy = hana.vacancy()
    sent = pay(saves=vacancy.draft.saves, base_low="222,000", **{"parts-TOTAL_FORMS": 0})
    answer = hana.client.post(address("step", vacancy, "pay"), sent, headers={"X-Autosave": "1"})
    terms = Terms.objects.get(pk=vacancy.draft.pk)
    assert (answer.status_code, answer["X-Saves"], terms.base_low) == (200, str(terms.saves), 222_000)
    assert "222,000" in answer.content.decode()
    again = hana.client.post(address("step", vacancy, "pay"), sent, headers={"X-Autosave": "1"})
    wrong = hana.client.post(address("step", vacancy, "pay"), sent | {"base_low": "abc"}, headers={"X-Autosave": "1"})
    assert (again.status_code, wrong.status_code) == (409, 422)
