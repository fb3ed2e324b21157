"""A yearly grant: award, change, fixing; revocation; taken back; what follows for budget and letters."""

import datetime as dt

import pytest

from portal.audit.invariants import all_checks
from portal.cases.actions import NotAllowed, run_clocks
from portal.grants.budget.models import Budget
from portal.grants.decisions import actions
from portal.grants.decisions.models import Decision
from portal.grants.filings.actions import checking, submitting
from portal.letters.actions import opened
from portal.letters.models import Letter
from portal.lib.refusal import Refused
from tests import people

from .conftest import (
    DAY,
    DECLARED,
    ROOM,
    again,
    agreed,
    circulating,
    drafted,
    grant_state,
    issued,
    later,
    state,
    verified,
)

pytestmark = pytest.mark.django_db


WHY = {"what": "家賃が変わりました", "since": "2026-04-01"}
PAID = {"paid_months": 12, "paid": 12 * 75_000, "proof": "transfer"}


@pytest.fixture
def award(rooms, operator, clerk, chief, manager) -> Decision:
    """One room: 787,000 yen."""
    filing = verified(rooms, operator, clerk, DECLARED, [ROOM])
    return issued(agreed(circulating(filing, clerk), chief, manager), clerk)


@pytest.fixture
def decide(clerk, chief, manager):
    def make(filing, kind, **terms) -> Decision:
        return issued(agreed(circulating(filing, clerk, kind=kind, **terms), chief, manager), clerk)

    return make


def committed() -> int:
    return Budget.objects.get().committed


def problems() -> list[str]:
    return [problem for check in all_checks().values() for problem in check()]


def test_award_change_fixing(award, operator, clerk, decide):
    grant = award.grant
    assert (award.yen, committed(), grant_state(grant)) == (787_000, 787_000, "awarded")
    change = decide(later(grant, "change", operator, clerk, WHY, {"rent": 70_000}), "change")
    assert (change.former_yen, grant_state(grant)) == (787_000, "awarded")
    assert change.yen < 787_000
    assert committed() == change.yen
    first = Letter.objects.get(decision=award)
    assert (first.standing, first.replaced_by) == ("superseded", change.letter)
    report = later(again(grant), "report", operator, clerk, {}, PAID)
    fixed = decide(report, "fixed")
    assert (fixed.former_yen, grant_state(grant)) == (change.yen, "fixed")
    assert (fixed.yen <= change.yen, committed()) == (True, fixed.yen)
    assert Letter.objects.get(decision=change).standing == "valid"
    assert problems() == []


def test_a_change_upwards_binds_the_rest_when_agreed(award, operator, clerk, chief, manager):
    change = later(award.grant, "change", operator, clerk, WHY, {"rent": 90_000})
    decision = circulating(change, clerk, kind="change")
    assert (decision.yen, committed()) == (861_000, 787_000)
    agreed(decision, chief, manager)
    assert committed() == 861_000
    assert problems() == []


def test_what_is_fixed_is_never_more_than_was_awarded(award, operator, clerk):
    report = later(award.grant, "report", operator, clerk, {}, PAID | {"rent": 90_000, "paid": 1_080_000})
    decision = drafted(report, clerk, kind="fixed")
    assert decision.yen == 787_000
    with pytest.raises(Refused, match="交付決定額（787,000円）をこえられません"):
        actions.revise(decision=decision, actor=clerk.user, at=DAY, yen=800_000, overridden="家賃が上がったためです。")


def test_revoked_whole(award, clerk, chief, manager):
    decision = actions.draft_revocation(grant=award.grant, reason="虚偽の申請（要綱 第9条）", actor=clerk.user, at=DAY)
    actions.circulate(decision=decision, actor=clerk.user, at=DAY)
    decision = issued(agreed(again(decision), chief, manager), clerk)
    assert (decision.yen, committed(), grant_state(award)) == (0, 0, "revoked")
    assert Letter.objects.get(decision=award).standing == "revoked"
    assert problems() == []


def test_revoked_in_part_the_grant_stands(award, clerk, chief, manager):
    decision = actions.draft_revocation(
        grant=award.grant, yen=500_000, reason="一部が対象の外", actor=clerk.user, at=DAY
    )
    actions.circulate(decision=decision, actor=clerk.user, at=DAY)
    issued(agreed(again(decision), chief, manager), clerk)
    assert (committed(), grant_state(award)) == (500_000, "awarded")


def test_nothing_is_revoked_while_something_is_under_review(award, operator, clerk):
    later(award.grant, "change", operator, clerk, WHY, {"rent": 70_000})
    with pytest.raises(Refused, match="確かめているところ"):
        actions.draft_revocation(grant=award.grant, reason="理由", actor=clerk.user, at=DAY)


def test_taken_back_within_its_days(award, operator, clerk):
    actions.open_letter(decision=award, actor=operator.user, at=DAY)
    late = DAY + dt.timedelta(days=15)
    with pytest.raises(Refused, match="期間が過ぎた"):
        actions.give_up(decision=award, actor=operator.user, at=late)
    for other in (clerk, people.seeker("yoso")):
        with pytest.raises(NotAllowed):
            actions.give_up(decision=award, actor=other.user, at=DAY)
    actions.give_up(decision=award, actor=operator.user, at=DAY + dt.timedelta(days=14), text="使わなくなりました")
    assert (state(award), grant_state(award), committed()) == ("given_up", "withdrawn", 0)
    assert Letter.objects.get().standing == "revoked"
    assert problems() == []


def test_a_filing_taken_back_takes_its_draft_along(rooms, operator, clerk, chief):
    filing = verified(rooms, operator, clerk, DECLARED, [ROOM])
    decision = agreed(circulating(filing, clerk), chief)
    submitting.withdraw(filing=filing, actor=operator.user, at=DAY)
    assert (state(decision), grant_state(filing), committed()) == ("dropped", "withdrawn", 0)
    assert problems() == []


def test_taken_back_after_the_approval_it_waits_for_an_officer(rooms, operator, clerk, chief, manager):
    filing = verified(rooms, operator, clerk, DECLARED, [ROOM])
    decision = agreed(circulating(filing, clerk), chief, manager)
    with pytest.raises(Refused, match="決裁が済んでいます"):
        actions.drop(decision=decision, actor=clerk.user, at=DAY)
    submitting.withdraw(filing=filing, actor=operator.user, at=DAY)
    assert (state(decision), committed()) == ("approved", 787_000)
    with pytest.raises(Refused, match="申請が取り下げられました"):
        actions.issue(decision=decision, actor=clerk.user, at=DAY)
    actions.drop(decision=decision, actor=clerk.user, at=DAY)
    assert (state(decision), committed(), Letter.objects.count()) == ("dropped", 0, 0)
    assert problems() == []


def test_what_is_being_decided_is_not_opened_anew(rooms, operator, clerk):
    filing = verified(rooms, operator, clerk, DECLARED, [ROOM])
    decision = drafted(filing, clerk)
    with pytest.raises(Refused, match=decision.case.number):
        checking.reopen(filing=filing, actor=clerk.user, at=DAY)
    actions.drop(decision=decision, actor=clerk.user, at=DAY)
    checking.reopen(filing=filing, actor=clerk.user, at=DAY)


def test_paper_has_arrived_on_the_day_that_is_recorded(award, clerk):
    with pytest.raises(Refused, match="今日までの間"):
        actions.posted(decision=award, on=DAY.date() - dt.timedelta(days=1), actor=clerk.user, at=DAY)
    after = DAY + dt.timedelta(days=5)
    actions.posted(decision=award, on=DAY.date() + dt.timedelta(days=2), actor=clerk.user, at=after)
    assert (state(award), again(award).reached_on) == ("reached", DAY.date() + dt.timedelta(days=2))


def test_a_letter_opened_at_its_own_address_has_arrived(award, operator):
    opened(letter=award.letter, actor=operator.user, at=DAY)
    assert state(award) == "issued"
    run_clocks(at=DAY)
    assert (state(award), again(award).reached_on) == ("reached", DAY.date())


def test_letters_of_many_each_for_itself(rooms, operator, clerk, chief, manager):
    other = people.employer("8000012050001")
    made = [verified(rooms, person, clerk, DECLARED, [ROOM]) for person in (operator, other)]
    ready = [agreed(circulating(filing, clerk), chief, manager) for filing in made]
    submitting.withdraw(filing=made[0], actor=operator.user, at=DAY)
    told = actions.issue_all(decisions=ready, actor=clerk.user, at=DAY)
    assert [one.problem for one in told] == ["申請が取り下げられました。この決定は、取りやめてください。", ""]
    assert [state(one) for one in ready] == ["approved", "issued"]
    assert Letter.objects.get().sequence == 1
