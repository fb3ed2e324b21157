"""Staff write a version page by page: what is typed is read by its kind, stale pages are told and lose nothing."""

import datetime as dt

import pytest

from portal.grants.schemes import actions, letters
from portal.grants.schemes.models import Version
from tests.catalogue.conftest import text
from tests.factories import grants
from tests.factories.times import NOW

from .conftest import COURSE, HOUSING, page

FIGURES = {
    "rate": "90％",
    "cap": "１１０，０００",
    "unit": "1",
    "hire_within_months": "3",
    "work_months": "6",
    "work_days": "90",
    "apply_within_months": "12",
}


def send(person, version: Version, part: str, **values):
    return person.client.post(page(version, part), {"saves": version.saves, **values})


def test_figures_are_read_by_their_kind(clerk, draft):
    shown = clerk.client.get(page(draft, "edit/figures/")).content.decode()
    assert 'value="9/10"' in shown
    assert 'value="100,000"' in shown
    response = send(clerk, draft, "edit/figures/", **FIGURES)
    assert response["Location"] == page(draft)
    saved = {**draft.figures, "rate": "9/10", "cap": 110_000}
    draft.refresh_from_db()
    assert draft.figures == saved


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("7/8", "7/8"), ("0.875", "7/8"), ("87.5%", "7/8"), ("９割", "9/10"), ("14/16", "7/8"), ("1", "1")],
)
def test_a_fraction_in_the_ways_people_write_it(clerk, draft, typed, kept):
    send(clerk, draft, "edit/figures/", **{**FIGURES, "rate": typed})
    draft.refresh_from_db()
    assert draft.figures["rate"] == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("たくさん", "割合が読み取れません"),
        ("1/0", "割合が読み取れません"),
        ("nan", "割合が読み取れません"),
        ("120%", "割合は、0から1"),
        ("-1/2", "割合は、0から1"),
    ],
)
def test_what_is_no_fraction_is_said_and_kept_in_the_box(clerk, draft, typed, said):
    response = send(clerk, draft, "edit/figures/", **{**FIGURES, "rate": typed})
    assert response.status_code == 422
    assert said in text(response)
    assert f'value="{typed}"' in response.content.decode()


def test_an_empty_figure_is_saved_and_stops_only_the_publication(clerk, draft):
    send(clerk, draft, "edit/figures/", **{**FIGURES, "cap": ""})
    draft.refresh_from_db()
    assert "cap" not in draft.figures
    assert "数値「上限」が入っていないか、読めません。" in text(clerk.client.get(page(draft)))


def test_dates_choices_and_yes_or_no(clerk, db):
    version = grants.draft(HOUSING, fiscal_year=2027)
    shown = clerk.client.get(page(version, "edit/figures/"))
    form = shown.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    assert typed["first_day"] == "2026年4月1日"
    before = dict(version.figures)
    assert clerk.client.post(page(version, "edit/figures/"), typed)["Location"] == page(version)
    version.refresh_from_db()
    assert version.figures == before


def test_words_and_clauses(clerk, draft):
    send(clerk, draft, "edit/words/", summary="あたらしい制度です。", who="働く方")
    draft.refresh_from_db()
    assert draft.words == {"summary": "あたらしい制度です。", "who": "働く方"}
    code = "training_subsidy.P01"
    send(clerk, draft, "edit/clauses/", **{code: "要綱 第9条"})
    draft.refresh_from_db()
    assert draft.clauses == {code: "要綱 第9条"}


WINDOW = {
    "opens_on": "令和9年4月5日",
    "closes_on": "2028年2月28日",
    "mode": "deadline",
    "target_days": "25",
    "correction_days": "10",
    "withdraw_days": "14",
}


def test_the_window(clerk, draft):
    send(clerk, draft, "edit/window/", **WINDOW)
    draft.refresh_from_db()
    assert (draft.opens_on, draft.closes_on) == (dt.date(2027, 4, 5), dt.date(2028, 2, 28))
    assert (draft.mode, draft.target_days) == ("deadline", 25)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"closes_on": "2027年4月4日"}, "受付を始める日より後の日にしてください"),
        ({"closes_on": ""}, "締切日までのときは、受付を終える日を入れてください"),
        ({"target_days": "0"}, "1以上"),
    ],
)
def test_a_window_that_cannot_be(clerk, draft, change, said):
    response = send(clerk, draft, "edit/window/", **{**WINDOW, **change})
    assert response.status_code == 422
    assert said in text(response)


def test_the_route_in_tiers(clerk, draft):
    typed = {
        "approval": "portal", "letter_prefix": "9練サ", "up_to_1": "50万円", "step_1_1": "chief", "step_1_2": "manager",
        "step_2_1": "chief", "step_2_2": "manager", "step_2_3": "director",
    }  # fmt: skip
    assert send(clerk, draft, "edit/route/", **typed).status_code == 302
    draft.refresh_from_db()
    assert draft.route == [
        {"up_to": 500_000, "steps": ["chief", "manager"]},
        {"up_to": None, "steps": ["chief", "manager", "director"]},
    ]
    assert "500,000円まで：係長→課長上限なし：係長→課長→部長" in text(clerk.client.get(page(draft)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"up_to_1": "100"}, "この額までの役割を、一つ以上選んでください"),
        (
            {"up_to_1": "100", "step_1_1": "chief", "up_to_2": "100", "step_2_1": "chief"},
            "前の段より大きい額にしてください",
        ),
        ({"step_1_1": "chief", "step_1_2": "chief"}, "同じ役割は、一つの段に一度だけ選んでください"),
    ],
)
def test_a_route_that_cannot_be(clerk, draft, typed, said):
    response = send(clerk, draft, "edit/route/", approval="portal", letter_prefix="9", **typed)
    assert response.status_code == 422
    assert said in text(response)


LETTER = {
    "title": "助成金交付決定通知書",
    "opening": "{{氏名}}様から申請のあった件です。",
    "body": "額：{{金額}}",
    "conditions": "一つめの条件\r\n\r\n二つめの条件",
    "sender": "練馬区長（サンプル）",
    "section": "サンプル課",
}


def test_a_letter_is_kept_with_its_conditions_and_shown_with_the_names_of_its_tags(clerk, draft):
    assert send(clerk, draft, "letters/award_fixed/", **LETTER).status_code == 302
    draft.refresh_from_db()
    kept = draft.letters["award_fixed"]
    assert (kept["title"], kept["conditions"]) == ("助成金交付決定通知書", ["一つめの条件", "二つめの条件"])
    assert set(draft.letters) == {"award_fixed", "refusal", "revocation"}
    assert "〔氏名〕様から申請のあった件です。" in text(clerk.client.get(page(draft, "letters/award_fixed/")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"opening": "{{秘密}}"}, "{{秘密}}は、この文書では使えません。"),
        ({"title": ""}, "「題名」が空欄です。"),
        ({"body": "{{金額"}, "波かっこが、閉じていないか全角です。"),
    ],
)
def test_a_wording_that_letters_cannot_use_is_not_kept(clerk, draft, change, said):
    before = draft.letters
    response = send(clerk, draft, "letters/award_fixed/", **{**LETTER, **change})
    assert response.status_code == 422
    assert said in text(response)
    draft.refresh_from_db()
    assert draft.letters == before


def test_a_stale_save_is_told_what_differs_and_keeps_the_input(clerk, draft):
    seen = draft.saves
    other = {**draft.figures, "cap": 130_000}
    actions.save_version(version=draft, values={"figures": other}, saves=seen, actor=grants.editor(), at=NOW)
    response = clerk.client.post(page(draft, "edit/figures/"), {"saves": seen, **FIGURES})
    assert response.status_code == 409
    shown = text(response)
    assert "ほかの画面で先に保存されました。" in shown
    assert "上限130,000110,000" in shown
    draft.refresh_from_db()
    assert draft.figures["cap"] == 130_000
    again = response.context["form"]
    assert again["cap"].value() == FIGURES["cap"]
    assert (
        clerk.client.post(page(draft, "edit/figures/"), {"saves": again["saves"].value(), **FIGURES}).status_code == 302
    )
    draft.refresh_from_db()
    assert draft.figures["cap"] == 110_000


def test_a_new_version_starts_from_the_newest(clerk, db):
    old = grants.version(COURSE)
    response = clerk.client.post(f"/staff/schemes/new/{COURSE}/", {"fiscal_year": "2027", "copy_of": old.public_id})
    made = Version.objects.get(state="draft")
    assert response["Location"] == page(made)
    assert (made.fiscal_year, made.figures, made.opens_on) == (2027, old.figures, dt.date(2027, 4, 1))
    assert made.golden_cases.count() == old.golden_cases.count()
    again = clerk.client.post(f"/staff/schemes/new/{COURSE}/", {"fiscal_year": "2027"})
    assert again.status_code == 422
    assert "この年度の下書きは、もうあります。" in text(again)


def test_a_version_of_another_scheme_is_no_pattern(clerk, db):
    other = grants.version(HOUSING)
    response = clerk.client.post(f"/staff/schemes/new/{COURSE}/", {"fiscal_year": "2027", "copy_of": other.public_id})
    assert response.status_code == 422
    assert not Version.objects.filter(scheme=COURSE).exists()


def test_a_version_from_scratch_offers_every_letter_that_may_become_due(clerk, db, monkeypatch):
    monkeypatch.setattr(letters, "_named", [])
    letters.register(lambda scheme: ["refusal", "award_fixed"] if scheme.code == COURSE else ["award"])
    clerk.client.post(f"/staff/schemes/new/{COURSE}/", {"fiscal_year": "2027"})
    made = Version.objects.get()
    assert made.letters == {}
    assert [kind.code for kind in letters.kinds_of(made)] == ["refusal", "award_fixed"]
    assert send(clerk, made, "letters/award_fixed/", **LETTER).status_code == 302
    assert "通知の文：交付決定兼額確定通知書" in text(clerk.client.get(page(made)))
