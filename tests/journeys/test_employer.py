"""An employer breaks four rules in a posting and mends each by doing what the message says."""

import re

import pytest

from jobs.vacancies.models import Vacancy

from .walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def said(employer: Walker) -> list[str]:
    """The sentences of the summary at the top, which stand at the fields as well."""
    told = employer.page.locator(".errors li").all_inner_texts()
    at_fields = employer.page.locator(".err").all_inner_texts()
    assert [line for line in told if not any(line in each for each in at_fields)] == []
    return told


def mend_of(employer: Walker, name: str) -> str:
    """How to mend a field and on what article, as it stands under the field."""
    return employer.part(f".fld.bad:has([name={name}]) .mend").inner_text()


def test_four_rules_broken_and_mended(ward, enter):
    vacancy = ward.draft()
    employer = enter(ward.employer)
    employer.goes("/employer/vacancies/")
    employer.signs_in()
    employer.follows("特養の介護職員")
    employer.follows("仕事", ".tasks")

    employer.fill("求人の名前", "女性歓迎の特養")
    employer.choose("仕事が変わる範囲", "変わることがある")
    employer.fill("変わることがある仕事", "未定")
    employer.press("保存して次へ")
    assert len(said(employer)) == 2
    assert "「変更なし」を選びます" in mend_of(employer, "duties_change_text")
    assert "第5条" in mend_of(employer, "title")
    employer.fill("求人の名前", "特養の介護職員")
    employer.fill("変わることがある仕事", "")
    employer.choose("仕事が変わる範囲", "変更なし")
    employer.press("保存して次へ")
    assert employer.title == "場所と契約"

    employer.goes(f"/employer/vacancies/{vacancy.public_id}/steps/pay/")
    employer.fill("基本給", "150,000")
    employer.fill("固定残業代", "20,000")
    employer.press("保存して次へ")
    assert len(said(employer)) == 3
    base = re.search(r"([\d,]+)円以上", mend_of(employer, "base_low"))
    assert base
    employer.fill("基本給", base[1])
    employer.page.locator("[name=base_high]").fill("")
    assert "例：10" in mend_of(employer, "fixed_overtime_hours")
    employer.page.locator("[name=fixed_overtime_hours]").fill("10")
    employer.page.locator("[name=fixed_overtime_excess][value=True]").check()
    employer.press("保存して次へ")
    assert employer.title == "保険とたばこ"

    employer.goes(f"/employer/vacancies/{vacancy.public_id}/")
    employer.follows("全体を確かめて出す")
    employer.press("この内容で出す")
    assert employer.title == "求人を受け付けました"
    assert Vacancy.objects.get().case.state == "review"
