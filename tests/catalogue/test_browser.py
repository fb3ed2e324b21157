"""A care worker two months early: on a phone without JavaScript, at a desk with it. Every page is looked at by axe."""

import pytest
import time_machine

from tests import people
from tests.browser import DESK, PHONE
from tests.factories import grants
from tests.factories.times import NOW
from tests.journeys.walker import Walker

from .conftest import HOUSING

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[(PHONE, False), (DESK, True)], ids=["390 no-script", "1280 script"])
def hana(request, browser, live_server, course):
    size, script = request.param
    grants.version(HOUSING)
    with time_machine.travel(NOW, tick=True):
        walker = Walker(browser, live_server.url, size, script, people.seeker())
        yield walker
        walker.leave()


def test_from_the_list_to_the_mail_on_the_first_day(hana):
    hana.goes("/grants/")
    hana.follows("実務者研修 受講料助成（サンプル）")
    hana.follows("質問に答えて確かめる")
    hana.fill("研修を修了した日", "いつか")
    hana.press("結果を見る")
    assert "日付が読み取れません" in hana.text()
    hana.fill("研修を修了した日", "2026年6月30日")
    hana.fill("今の事業所で働きはじめた日", "令和8年7月14日")
    hana.fill("これまでに実際に働いた日数", "９６")
    hana.fill("受講料", "98,000円")
    hana.choose("区内の、対象の介護・障害福祉の事業所で働いていますか", "はい")
    hana.choose("同じ費用に、ほかの助成や給付を受けましたか", "分かりません")
    hana.press("結果を見る")
    assert "2027年1月14日（木）から申請できます" in hana.text()
    assert "?" not in hana.page.url
    hana.press("ログインして、その日にメールで知らせてもらう")
    hana.signs_in()
    hana.press("その日にメールで知らせてもらう")
    assert "2027年1月14日（木）にメールで知らせます" in hana.text()


def test_a_scheme_of_organisations(hana):
    for path in (f"/grants/{HOUSING}/", f"/grants/{HOUSING}/check/", "/grants/?q=ロケット"):
        hana.goes(path)
