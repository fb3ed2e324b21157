"""Staff send a vacancy back once with words; the employer hands it in again; staff publish it."""

import pytest

from jobs.vacancies.models import Vacancy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "夜勤の回数を、仕事の内容に書き足してください。"


def test_sent_back_once_then_published(ward, enter):
    vacancy = ward.waiting()
    staff, employer, nobody = enter(ward.staff), enter(ward.employer), enter()
    staff.with_session()
    staff.goes("/staff/")
    staff.follows("求人の確認")
    staff.follows("決める", ".turn")
    staff.fill("どこをどう直すか", WORDS)
    staff.press("直しを頼む")

    employer.goes(f"/employer/vacancies/{vacancy.public_id}/")
    employer.signs_in()
    assert WORDS in employer.text()
    employer.follows("仕事", ".tasks")
    employer.fill("仕事の内容", vacancies_text := Vacancy.objects.get().draft.duties + "夜勤は月に4回までです。")
    employer.press("保存してやることリストに戻る")
    employer.follows("全体を確かめて出す")
    assert vacancies_text in employer.text()
    employer.press("この内容で出す")

    nobody.page.goto(f"{nobody.home}{vacancy.get_absolute_url()}")
    assert nobody.title == "ページが見つかりません"
    staff.goes("/staff/vacancies/")
    staff.follows("V-", "table")
    assert "夜勤は月に4回までです。" in staff.text()
    staff.press("公開する")
    nobody.goes(vacancy.get_absolute_url())
    assert nobody.title == "特養の介護職員"
    nobody.goes("/jobs/")
    assert nobody.page.locator(".card h2").all_inner_texts() == ["特養の介護職員"]
