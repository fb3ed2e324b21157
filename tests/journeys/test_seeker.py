"""A seeker finds a vacancy near 光が丘, asks, applies, gets an offer and accepts it."""

import datetime as dt

import pytest
from django.utils import timezone

from jobs.applications.models import Application
from portal.lib.dates import tokyo_date

from .walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_filters(seeker: Walker) -> None:
    """On a phone the conditions are a page of their own."""
    if seeker.size[0] < 960:
        seeker.follows("条件")
        assert seeker.title == "条件をえらぶ"


def narrow(seeker: Walker) -> None:
    open_filters(seeker)
    seeker.page.locator("#filters").get_by_label("駅・路線・町名").first.fill("光が丘三丁目")
    seeker.choose("夜勤", "夜勤なし")
    seeker.press("この条件でさがす")


def test_from_a_word_to_an_accepted_offer(ward, enter):
    ward.vacancy(ward.near, "光が丘の介護職員", night="none")
    ward.vacancy(ward.near, "光が丘の夜勤の介護職員", night="required", night_min=4, night_max=4, night_pay=6000,
                 night_nap=True, night_staff=2)  # fmt: skip
    ward.vacancy(ward.far, "関町の介護職員", night="none")
    seeker, employer = enter(ward.seeker), enter(ward.employer)

    seeker.goes("/jobs/")
    seeker.part("#words").fill("介護")
    seeker.press("さがす")
    assert seeker.part(".num.big").inner_text() == "3"
    narrow(seeker)
    assert seeker.part(".num.big").inner_text() == "1"
    assert seeker.page.locator(".card h2").all_inner_texts() == ["光が丘の介護職員"]
    seeker.follows("光が丘の介護職員")
    assert seeker.title == "光が丘の介護職員"
    assert seeker.top(".facts .num") < 400
    assert seeker.part(".facts").inner_text().split()[:2] == ["お金", "210,000～240,000円／月"]

    seeker.follows("名前を出さずに聞く")
    seeker.signs_in()
    assert seeker.title == "名前を出さずに聞く"
    seeker.fill("ことば", "土曜日の出勤はありますか。")
    seeker.press("送る")
    assert "土曜日の出勤はありますか。" in seeker.text()

    employer.goes("/employer/")
    employer.signs_in()
    employer.follows("質問に答える")
    assert "架空 hana" not in employer.text()
    employer.follows("答える", ".turn")
    employer.page.locator("#answer").get_by_label("ことば").fill("月に1回あります。")
    employer.press("答える", "#answer")
    assert "月に1回あります。" in employer.text()

    seeker.page.reload()
    seeker.follows("応募する", "#acts")
    seeker.fill("ひとこと", "週3日から働きたいです。")
    seeker.press("次へ（送る前に確かめる）")
    assert seeker.title == "送る前に確かめる"
    seeker.press("応募を送る")
    assert seeker.title == "応募を送りました"

    employer.goes("/employer/")
    employer.follows("応募に返事をする")
    assert "架空 hana" in employer.text()
    employer.part("#offer > summary").click()
    employer.page.locator("#offer").get_by_label("内定の条件").fill("なし")
    answer_by = tokyo_date(timezone.now()) + dt.timedelta(days=9)
    employer.page.locator("#offer").get_by_label("返事の期限").fill(answer_by.isoformat())
    employer.press("内定を出す", "#offer")

    seeker.goes("/my/")
    seeker.follows("内定に返事をする")
    assert "内定の条件" in seeker.text()
    seeker.follows("内定を受ける", ".turn")
    seeker.press("内定を受ける", "#acts")
    assert "内定を受けました" in seeker.text()
    assert Application.objects.get().case.state == "accepted"
