import pytest

from portal.letters import kinds
from portal.letters.actions import issue
from portal.letters.models import Letter
from portal.letters.rendering import Addressee
from portal.letters.wording import Wording
from tests import people
from tests.factories.times import NOW

AWARD = kinds.register(
    kinds.LetterKind(
        "tests.award",
        "試験の決定通知書",
        {"氏名": "申請した方の氏名", "申請日": "申請した日", "金額": "決めた額"},
        lambda user, letter: user.is_staff or kinds.is_owner(user, letter),
    )
)
WORDING = Wording(
    title="架空補助金交付決定通知書",
    opening="{{申請日}}付けで {{氏名}} 様から申請のあった架空補助金（サンプル）について、下記のとおり決定しました。",
    body="１　交付決定額　　金{{金額}}",
    conditions=("目的のほかに使わないこと。", "年度の終わりに報告すること。"),
    closing="ご不明な点は、下の係にお尋ねください。",
    sender="練馬区長　架空　太郎",
    section="練馬区　サンプル課　サンプル係\n電話 03-0000-0000",
)
VALUES = {"氏名": "髙﨑 𠮷乃", "申請日": "令和8年10月1日", "金額": "1,435,000円"}
TO = Addressee("㈱架空会\n理事長　髙﨑 𠮷乃", "東京都練馬区架空町①番地")


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_FILES_ROOT = tmp_path


@pytest.fixture
def hana(db):
    return people.seeker()


@pytest.fixture
def clerk(db):
    return people.staff()


def issued(owner, clerk, **changes) -> Letter:
    given = {
        "kind": "tests.award",
        "prefix": "8練福",
        "fiscal_year": 2026,
        "wording": WORDING,
        "values": VALUES,
        "addressee": TO,
        "owner": owner.user,
        "actor": clerk.user,
        "at": NOW,
    }
    return issue(**given | changes)
