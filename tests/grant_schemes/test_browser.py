"""A clerk mends a draft and publishes it: on a phone without JavaScript, at a desk with it, every page seen by axe."""

import pytest

from portal.grants.schemes import actions
from tests import people
from tests.browser import DESK, PHONE
from tests.factories import grants
from tests.factories.times import NOW
from tests.journeys.walker import Walker

from .conftest import COURSE, page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[(PHONE, False), (DESK, True)], ids=["390 no-script", "1280 script"])
def at_desk(request, browser, live_server):
    size, script = request.param
    walkers = []

    def sit(role: str) -> Walker:
        walker = Walker(browser, live_server.url, size, script, people.officer(role))
        walkers.append(walker)
        walker.with_session()
        return walker

    yield sit
    for walker in walkers:
        walker.leave()


def test_a_changed_figure_is_stopped_by_an_example_then_published(at_desk, transactional_db):
    grants.version(COURSE)
    draft = grants.draft(COURSE, fiscal_year=2027, figures={"cap": 110_000})
    clerk = at_desk("clerk")
    clerk.goes("/staff/schemes/")
    clerk.follows("2027年度")
    clerk.press("この版を公開する")
    assert "確かめの例「上限をこえる受講料」が合いません" in clerk.text()
    clerk.follows("上限をこえる受講料")
    clerk.fill("こうなるはずの金額", "110,000")
    clerk.press("保存する")
    for rest in ("edit/words/", "edit/clauses/", "edit/window/", "edit/route/", "letters/refusal/", "differences/"):
        clerk.goes(page(draft, rest))
    clerk.goes(page(draft))
    clerk.press("この版を公開する")
    assert "公開しました。この版の中身は、もう変わりません。" in clerk.text()


def test_two_write_at_once(at_desk, transactional_db):
    draft = grants.draft(COURSE, fiscal_year=2027)
    clerk = at_desk("clerk")
    clerk.goes(page(draft, "edit/figures/"))
    clerk.fill("上限", "120,000")
    draft.refresh_from_db()
    other = {**draft.figures, "cap": 130_000}
    actions.save_version(version=draft, values={"figures": other}, saves=draft.saves, actor=grants.editor(), at=NOW)
    clerk.press("保存する")
    assert "ほかの画面で先に保存されました。" in clerk.text()
    clerk.press("保存する")
    assert "「数値」を保存しました。" in clerk.text()
    draft.refresh_from_db()
    assert draft.figures["cap"] == 120_000


def test_duties(at_desk, transactional_db):
    people.staff()
    boss = at_desk("manager")
    boss.goes("/staff/duties/")
    boss.fill("職員のメールアドレス", "shokuin@example.jp")
    boss.choose("役割", "係員")
    boss.press("役割をつける")
    assert "職員 shokuinに、役割をつけました。" in boss.text()
