"""返還: asked for by a day, noted as it comes, or given up with words."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from portal.cases.actions import NotAllowed
from portal.grants.budget.models import Budget, Entry
from portal.grants.payments import actions
from portal.grants.payments.models import Recovery, Repayment
from portal.lib.dates import TOKYO
from portal.lib.refusal import Refused
from portal.notices.models import Notice
from tests import people
from tests.decisions.conftest import DAY, again, issued
from tests.payments.conftest import problems

pytestmark = pytest.mark.django_db
DUE = dt.date(2027, 2, 26)
TODAY = dt.date(2027, 1, 14)


@pytest.fixture
def recovery(paid, clerk, revoked) -> Recovery:
    """Of 88,200 yen, 60,000 stand: 28,200 come back."""
    issued(revoked(paid.grant, 60_000), clerk)
    return Recovery.objects.get()


def repay(recovery, person, yen: int, key: str = "k", on: dt.date = TODAY, at=DAY) -> Repayment:
    return actions.repay(recovery=recovery, yen=yen, on=on, actor=person.user, at=at, key=key)


def columns() -> tuple[int, int]:
    return Budget.objects.values_list("committed", "paid").get()


def test_from_open_to_settled(recovery, clerk, cashier):
    assert (recovery.yen, recovery.state, recovery.left) == (28_200, "open", 28_200)
    assert columns() == (88_200, 88_200)
    actions.order(recovery=recovery, due_on=DUE, actor=clerk.user, at=DAY)
    assert (recovery.state, recovery.due_on, recovery.ordered_by) == ("ordered", DUE, clerk.user)
    repay(recovery, cashier, 10_000, "a")
    assert (recovery.state, recovery.left, columns()) == ("part", 18_200, (78_200, 78_200))
    repay(recovery, cashier, 18_200, "b")
    assert (recovery.state, recovery.left, columns()) == ("settled", 0, (60_000, 60_000))
    assert list(recovery.repayments.values_list("yen", "noted_by")) == [
        (10_000, cashier.user.pk),
        (18_200, cashier.user.pk),
    ]
    assert problems() == []


def test_the_applicant_is_told_of_the_day_in_neutral_words(recovery, clerk, hana):
    before = Notice.objects.filter(user=hana.user, kind="grant_payment").count()
    actions.order(recovery=recovery, due_on=DUE, actor=clerk.user, at=DAY)
    notice = Notice.objects.filter(user=hana.user, kind="grant_payment").latest("pk")
    assert Notice.objects.filter(user=hana.user, kind="grant_payment").count() == before + 1
    assert notice.subject == "練馬区からのお知らせ"
    assert "期限：2027年2月26日（金）" in notice.body
    for word in ("返", "円", "取消"):
        assert word not in notice.body


def test_the_same_form_twice_is_one_entry(recovery, cashier):
    first = repay(recovery, cashier, 10_000)
    assert repay(recovery, cashier, 10_000) == first
    assert (Repayment.objects.count(), again(recovery).paid_back, columns()) == (1, 10_000, (78_200, 78_200))


@pytest.mark.parametrize("yen", [0, -1, 28_201])
def test_not_more_than_is_owed_and_not_nothing(recovery, cashier, yen):
    with pytest.raises(Refused, match="1円から残りの額まで"):
        repay(recovery, cashier, yen)
    assert (again(recovery).paid_back, columns()) == (0, (88_200, 88_200))


@pytest.mark.parametrize("on", [dt.date(2027, 1, 13), dt.date(2027, 1, 15)])
def test_between_the_payment_and_today(recovery, cashier, on):
    with pytest.raises(Refused, match="入金日は、支払った日から今日までの間"):
        repay(recovery, cashier, 1, on=on)


def test_after_the_closing_it_is_revenue_of_another_year(recovery, cashier):
    at = dt.datetime(2027, 6, 1, 9, tzinfo=TOKYO)
    repay(recovery, cashier, 28_200, on=dt.date(2027, 6, 1), at=at)
    assert (again(recovery).state, columns()) == ("settled", (88_200, 88_200))
    assert Entry.objects.filter(kind="return").get().yen == 28_200
    assert problems() == []


def test_a_day_in_the_past_is_no_day(recovery, clerk):
    with pytest.raises(Refused, match="明日より後"):
        actions.order(recovery=recovery, due_on=TODAY, actor=clerk.user, at=DAY)


def test_given_up_with_words(recovery, manager, cashier):
    with pytest.raises(Refused, match="理由を書いてください"):
        actions.write_off(recovery=recovery, why=" ", actor=manager.user, at=DAY)
    repay(recovery, cashier, 8_200)
    actions.write_off(recovery=recovery, why="要綱 第12条ただし書", actor=manager.user, at=DAY)
    assert (recovery.state, recovery.left, recovery.why) == ("written_off", 0, "要綱 第12条ただし書")
    assert problems() == []


def test_what_is_over_is_over(recovery, clerk, manager, cashier):
    repay(recovery, cashier, 28_200)
    for act in (
        lambda: repay(recovery, cashier, 1, "z"),
        lambda: actions.order(recovery=recovery, due_on=DUE, actor=clerk.user, at=DAY),
        lambda: actions.write_off(recovery=recovery, why="x", actor=manager.user, at=DAY),
    ):
        with pytest.raises(Refused, match="この返還は、もう終わっています。"):
            act()


ACTS = {
    "order": lambda one, user: actions.order(recovery=one, due_on=DUE, actor=user, at=DAY),
    "repay": lambda one, user: actions.repay(recovery=one, yen=1, on=TODAY, actor=user, at=DAY, key="k"),
    "write_off": lambda one, user: actions.write_off(recovery=one, why="x", actor=user, at=DAY),
}
MAY = {"order": {"clerk", "chief"}, "repay": {"accounting"}, "write_off": {"manager", "director"}}
ROLES = ["clerk", "chief", "manager", "director", "accounting", "auditor", "", "applicant"]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ROLES)
def test_who_does_what(recovery, hana, act, role):
    others = {"applicant": lambda: hana, "": people.staff}
    user = (others[role]() if role in others else people.officer(role, name="dareka")).user
    if role in MAY[act]:
        ACTS[act](recovery, user)
    else:
        with pytest.raises(NotAllowed):
            ACTS[act](recovery, user)
        assert again(recovery).state == "open"


@pytest.mark.parametrize(
    "columns_",
    [
        {"paid_back": 28_201},
        {"due_on": DUE},
        {"why": "x"},
        {"written_off_at": DAY},
    ],
)
def test_the_database_itself_keeps_it_whole(recovery, columns_):
    with pytest.raises(IntegrityError), transaction.atomic():
        Recovery.objects.filter(pk=recovery.pk).update(**columns_)
