"""The person of example A walks the finder: on a phone without JavaScript, at a desk with it."""

import pytest
from django.core.management import call_command

from portal.geo.models import Town
from portal.geo.queries import forget
from tests import people
from tests.browser import DESK, PHONE
from tests.factories import homes
from tests.fit.test_finder import make
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def _ward(transactional_db):
    for command in ("load_codelists", "load_places", "load_money"):
        call_command(command, verbosity=0)
    forget()
    owner = homes.partner().organisation
    make(owner, town=Town.objects.get(name="光が丘三丁目"), rail_bath="unknown")
    make(owner, town=Town.objects.get(name="旭町二丁目"), rent=80_000)
    yield
    forget()


@pytest.fixture(params=[(PHONE, False), (DESK, True)], ids=["390 no-script", "1280 script"])
def visitor(request, browser, live_server):
    size, script = request.param
    walker = Walker(browser, live_server.url, size, script, None)
    yield walker
    walker.leave()


def test_from_the_first_question_to_what_would_help(_ward, visitor):
    visitor.goes("/housing/finder/")
    visitor.follows("はじめる")
    assert visitor.title == "だれと住みますか"
    visitor.fill("65歳から", "1")
    visitor.press("次へ")
    visitor.fill("家賃と管理費の合計の上限", "５６,０００円")
    visitor.page.get_by_label("住宅扶助の上限の中でさがす").check()
    visitor.press("次へ")
    visitor.fill("手取りの月収", "11万円")
    visitor.press("次へ")
    visitor.page.locator("main").get_by_label("住みたい駅か町").select_option(label="光が丘駅")
    visitor.press("次へ")
    visitor.press("答えないで次へ")
    visitor.fill("部屋に入るまでに上がれる段の数", "2")
    visitor.press("次へ")
    visitor.fill("いつまでに", "いつか")
    visitor.press("次へ")
    assert "日付が読み取れません" in visitor.text()
    visitor.press("答えないで次へ")
    visitor.choose("使える保証の方法", "家賃保証会社を使える")
    visitor.choose("緊急連絡先になってくれる人", "いない")
    visitor.press("次へ")
    visitor.follows("前にもどる")
    assert visitor.page.get_by_label("家賃保証会社を使える").is_checked()
    visitor.press("ここまでで部屋を見る")
    assert visitor.part(".num.big").inner_text() == "1"
    assert "条件がそろえば合います" in visitor.text()
    assert "あと1つ：緊急連絡先。居住支援法人に頼むと進められます。" in visitor.text()
    visitor.part("main .cards summary").click()
    visitor.look()
    assert "53,700円（1人）" in visitor.text()
    visitor.follows("1K")
    assert "あなたの条件とくらべて" in visitor.text()
    visitor.follows("毎月いくら・最初にいくらを計算する")
    visitor.press("計算する")
    assert "55,000円" in visitor.text()
    assert "手取りの 50.0％" in visitor.text()


def test_the_table_of_figures_at_the_desk(_ward, browser, live_server):
    for size in (PHONE, DESK):
        officer = Walker(browser, live_server.url, size, True, people.staff(f"shokuin{size[0]}"))
        officer.with_session()
        officer.goes("/staff/money/")
        assert officer.title == "お金の表"
        assert "53,700円" in officer.text()
        officer.press("足す")
        officer.look()
        assert "「額」を入れてください" in officer.text()
        officer.leave()
