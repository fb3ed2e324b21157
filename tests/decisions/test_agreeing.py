"""Who may agree: the role in turn, never the drafter, nobody twice; 代決 names the absent."""

import pytest
from django.db import IntegrityError, transaction

from portal.cases.actions import NotAllowed, Stale
from portal.grants.budget.actions import Exhausted
from portal.grants.budget.models import Budget
from portal.grants.decisions import actions
from portal.grants.decisions.models import Approval
from portal.grants.decisions.queries import route_of
from portal.grants.schemes.models import Duty
from portal.lib.refusal import Refused
from portal.notices.models import Notice
from tests import people

from .conftest import (
    ANSWERS,
    COURSE,
    DAY,
    DECLARED,
    ROOM,
    again,
    agreed,
    circulating,
    drafted,
    state,
    verified,
    version,
)

pytestmark = pytest.mark.django_db
LOW, HIGH = ["chief", "manager"], ["chief", "manager", "director"]


def agree(decision, person, **more):
    return actions.agree(decision=decision, actor=person.user, at=DAY, **more)


def test_nobody_agrees_to_what_they_drafted(asked, manager):
    """A head of section who drafted it is no head of section for it."""
    both = people.officer("chief", name="kakaricho2")
    decision = circulating(asked, both)
    with pytest.raises(Refused, match="起案した人は、承認も差戻しもできません"):
        agree(decision, both)
    with pytest.raises(Refused, match="起案した人は、承認も差戻しもできません"):
        actions.send_back(decision=decision, actor=both.user, at=DAY, comment="自分で直します")
    assert (state(decision), Approval.objects.count()) == ("circulating", 0)


def test_the_database_knows_it_too(asked, clerk, chief):
    decision = circulating(asked, clerk)
    row = {"decision": decision, "step": 0, "role": "chief", "drafter": clerk.user, "result": "agreed", "at": DAY}
    with pytest.raises(IntegrityError, match="approval_not_by_the_drafter"), transaction.atomic():
        Approval.objects.create(actor=clerk.user, **row)
    Approval.objects.create(actor=chief.user, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(actor=chief.user, **{**row, "step": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(actor=people.officer("chief", name="hoka").user, **row)


def test_nobody_speaks_twice_in_a_round(asked, clerk, chief):
    Duty.objects.create(user=chief.user, role="manager")
    decision = agreed(circulating(asked, clerk), chief)
    with pytest.raises(Refused, match="もう承認しています"):
        agree(decision, chief)


def test_the_next_role_and_no_other(asked, clerk, chief, manager, director):
    decision = circulating(asked, clerk)
    for other in (director, people.officer("accounting"), people.officer("auditor"), people.staff("muyaku")):
        with pytest.raises(NotAllowed):
            agree(decision, other)
    agreed(decision, chief)
    with pytest.raises(NotAllowed):
        agree(decision, people.officer("clerk", name="hoka"))


def test_a_click_on_an_old_page_decides_nothing(asked, clerk, chief, manager):
    decision = circulating(asked, clerk)
    seen = again(decision).case.version
    agree(decision, chief, version=seen, key="once")
    agree(decision, chief, version=seen, key="once")  # the same form again: the same answer, no second word
    with pytest.raises(Stale):
        agree(decision, manager, version=seen, key="other")
    assert Approval.objects.count() == 1


def test_a_return_goes_to_the_drafter_and_begins_a_new_round(asked, clerk, chief, manager):
    decision = agreed(circulating(asked, clerk), chief)
    with pytest.raises(Refused, match="何を直すか"):
        actions.send_back(decision=decision, actor=manager.user, at=DAY, comment=" ")
    Notice.objects.all().delete()
    actions.send_back(decision=decision, actor=manager.user, at=DAY, comment="理由を足してください")
    decision = again(decision)
    assert (state(decision), decision.role, decision.step) == ("returned", "", 0)
    assert [notice.user for notice in Notice.objects.all()] == [clerk.user]
    with pytest.raises(Refused, match="起案した人"):
        actions.circulate(decision=decision, actor=people.officer("clerk", name="hoka").user, at=DAY)
    actions.revise(decision=decision, actor=clerk.user, at=DAY, conditions="領収書を5年間保管すること")
    actions.circulate(decision=decision, actor=clerk.user, at=DAY)
    assert [(stop.role, stop.state, stop.people) for stop in route_of(again(decision))] == [
        ("係長", "now", [chief.user]),
        ("課長", "ahead", [manager.user]),
    ]
    assert state(agreed(decision, chief, manager)) == "approved"
    assert list(Approval.objects.values_list("round", "role", "result")) == [
        (1, "chief", "agreed"),
        (1, "manager", "returned"),
        (2, "chief", "agreed"),
        (2, "manager", "agreed"),
    ]


def test_acting_for_somebody_names_them(asked, clerk, chief, manager, director):
    decision = agreed(circulating(asked, clerk), chief)
    with pytest.raises(Refused, match="いない人の名前"):
        agree(decision, director)
    with pytest.raises(Refused, match="その役割の人から"):
        agree(decision, director, instead_of="だれか")
    with pytest.raises(Refused, match="もう承認しています"):
        agree(decision, chief, instead_of=str(manager.user))
    with pytest.raises(NotAllowed):
        agree(decision, people.officer("clerk", name="hoka"), instead_of=str(manager.user))
    agree(decision, director, instead_of=str(manager.user))
    said = Approval.objects.latest("pk")
    assert (said.role, said.actor, said.instead_of, state(decision)) == (
        "manager",
        director.user,
        "職員 kacho",
        "approved",
    )


@pytest.mark.parametrize(("rent", "route"), [(80_000, LOW), (81_000, HIGH)])
def test_the_amount_chooses_the_route(rooms, operator, clerk, rent, route):
    """Six rooms up to the limit of the lower tier, and over it."""
    lines = [{**ROOM, "unit": f"架空ハイツ{n}", "worker": f"架空 {n}", "rent": rent} for n in range(6)]
    rooms.route = [{"up_to": 6 * 787_000, "steps": LOW}, {"up_to": None, "steps": HIGH}]
    rooms.save()
    assert drafted(verified(rooms, operator, clerk, DECLARED, lines), clerk).route == route


def test_the_same_route_says_no_as_says_yes(rooms, operator, clerk):
    lines = [{**ROOM, "unit": f"架空ハイツ{n}", "worker": f"架空 {n}"} for n in range(7)]
    decision = drafted(
        verified(rooms, operator, clerk, DECLARED, lines), clerk, kind="refusal", reason="対象の外です。"
    )
    assert decision.route == HIGH


def test_two_officers_where_the_budget_covers_one(clerk, chief, manager):
    made = version(COURSE, yen=100_000, mode="deadline")
    first, second = (verified(made, people.seeker(name), clerk, ANSWERS) for name in ("hana", "jiro"))
    one, other = circulating(first, clerk), circulating(second, clerk)
    agreed(one, chief, manager)
    agreed(other, chief)
    with pytest.raises(Exhausted, match="予算ののこりが足りません"):
        agree(other, manager)
    assert (state(one), state(other)) == ("approved", "circulating")
    assert (Budget.objects.get().committed, other.approvals.count(), again(other).decided_on) == (88_200, 1, None)


def test_what_the_budget_does_not_cover_does_not_go_round(clerk):
    made = version(COURSE, yen=80_000, mode="deadline")
    decision = drafted(verified(made, people.seeker(), clerk, ANSWERS), clerk)
    with pytest.raises(Refused, match="予算ののこりは80,000円で、この決定には88,200円が要ります"):
        actions.circulate(decision=decision, actor=clerk.user, at=DAY)
