"""The golden cases and the publication, as staff meet them."""

import pytest

from portal.grants.schemes import actions
from portal.grants.schemes.models import GoldenCase
from portal.grants.schemes.queries import checksum_of
from tests.catalogue.conftest import text
from tests.factories import grants
from tests.factories.times import NOW

from .conftest import COURSE, page

EXAMPLE = {
    "example_name": "新しい例",
    "example_day": "2027年1月14日",
    "completed_on": "2026年6月30日",
    "hired_on": "2026年7月14日",
    "days_worked": "120",
    "listed_office": "True",
    "fee": "50,000",
    "other_money": "none",
    "expected": "met",
    "expected_yen": "45,000",
}


def publish(person, version):
    version.refresh_from_db()
    return person.client.post(page(version, "publish/"), {"saves": version.saves})


def test_every_example_with_what_it_comes_to(clerk, draft):
    shown = text(clerk.client.get(page(draft)))
    assert "98,000円の受講料2027年1月14日（木）該当・88,200円該当・88,200円合う" in shown
    assert "公開の前に直すところは、ありません。" in shown


def test_an_example_is_added_changed_and_removed(clerk, draft):
    before = draft.golden_cases.count()
    response = clerk.client.post(page(draft, "examples/new/"), {"saves": draft.saves, **EXAMPLE})
    assert response["Location"] == page(draft)
    made = GoldenCase.objects.get(name="新しい例")
    assert (made.expected_yen, made.answers["fee"], made.answers["listed_office"]) == (45_000, 50_000, True)
    draft.refresh_from_db()
    place = page(draft, f"examples/{before + 1}/")
    assert 'value="50,000"' in clerk.client.get(place).content.decode()
    clerk.client.post(place, {"saves": draft.saves, **EXAMPLE, "expected_yen": "45001"})
    made.refresh_from_db()
    assert made.expected_yen == 45_001
    assert "新しい例2027年1月14日（木）該当・45,001円該当・45,000円合わない" in text(clerk.client.get(page(draft)))
    clerk.client.post(f"{place}remove/")
    assert draft.golden_cases.count() == before


def test_an_example_of_the_same_name_is_refused_with_the_input_kept(clerk, draft):
    response = clerk.client.post(
        page(draft, "examples/new/"), {"saves": draft.saves, **EXAMPLE, "example_name": "98,000円の受講料"}
    )
    assert response.status_code == 422
    assert "同じ名前の例があります。" in text(response)
    assert 'value="50,000"' in response.content.decode()


def test_a_stale_example_keeps_the_input(clerk, draft):
    seen = draft.saves
    actions.save_version(version=draft, values={"target_days": 9}, saves=seen, actor=grants.editor(), at=NOW)
    response = clerk.client.post(page(draft, "examples/new/"), {"saves": seen, **EXAMPLE})
    assert response.status_code == 409
    assert 'value="50,000"' in response.content.decode()
    assert not GoldenCase.objects.filter(name="新しい例").exists()
    again = response.context["form"]["saves"].value()
    assert clerk.client.post(page(draft, "examples/new/"), {"saves": again, **EXAMPLE}).status_code == 302


@pytest.mark.parametrize("number", [0, 99, 10**12])
def test_no_such_example(clerk, draft, number):
    assert clerk.client.get(page(draft, f"examples/{number}/")).status_code == 404
    assert clerk.client.post(page(draft, f"examples/{number}/remove/")).status_code == 404


def test_published_for_good_and_read_only_with_its_fingerprint(clerk, draft):
    response = publish(clerk, draft)
    assert response["Location"] == page(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.published_by) == ("published", clerk.user)
    shown = clerk.client.get(page(draft))
    assert draft.checksum == checksum_of(draft)
    assert draft.checksum in text(shown)
    assert b"edit/" not in shown.content
    for rest in ("edit/figures/", "letters/refusal/", "examples/new/", "examples/1/"):
        assert clerk.client.get(page(draft, rest)).status_code == 404
        assert clerk.client.post(page(draft, rest), {"saves": draft.saves}).status_code == 404
    assert publish(clerk, draft).status_code == 404


def test_every_problem_is_told_at_once(clerk, draft):
    actions.save_version(
        version=draft,
        values={"figures": {**draft.figures, "cap": 80_000}, "words": {}, "letter_prefix": ""},
        saves=draft.saves,
        actor=grants.editor(),
        at=NOW,
    )
    response = publish(clerk, draft)
    assert response.status_code == 422
    shown = text(response)
    assert "まだ公開できません。下のところを直してください。" in shown
    assert "ことば「どんな制度か」が入っていません。" in shown
    assert "文書番号の記号が入っていません。" in shown
    assert "確かめの例「98,000円の受講料」が合いません：期待は該当・88,200円、今の数値では該当・80,000円。" in shown
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("saves", ["", "x", "-1", "9" * 30])
def test_a_draft_that_moved_on_is_not_published_unread(clerk, draft, saves):
    response = clerk.client.post(page(draft, "publish/"), {"saves": saves})
    assert response.status_code == 409
    assert "ほかの画面で先に保存されました。" in text(response)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_difference_to_the_public_one_in_words(clerk, db):
    old = grants.version(COURSE)
    letters = {**old.letters, "refusal": {**old.letters["refusal"], "closing": "以上"}}
    new = grants.draft(COURSE, fiscal_year=2027, figures={"cap": 110_000}, target_days=25, letters=letters)
    shown = text(clerk.client.get(page(new, "differences/")))
    assert "2026年度の公開版とのちがい" in shown
    assert "上限100,000円110,000円" in shown
    assert "標準処理期間（開庁日）2025" in shown
    assert "不交付決定通知書：結び以上" in shown
    assert "受付を始める日2026年4月1日（水）2027年4月1日（木）" in shown
    assert "助成の割合" not in shown


def test_nothing_to_compare_with(clerk, draft):
    assert "くらべる公開版が、まだありません。" in text(clerk.client.get(page(draft, "differences/")))
