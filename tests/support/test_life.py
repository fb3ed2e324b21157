"""From the ward's request to the end of the support, with everything that may stand in the way."""

import datetime as dt

import pytest

from housing.consultations import listeners
from housing.consultations.actions import intake
from housing.consultations.models import Consent
from housing.support import actions, closing, procedures
from housing.support.models import Plan
from portal.cases.actions import NotAllowed, Stale, run_clocks
from portal.cases.models import Case, ClockMark
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice
from tests.factories.times import NOW, after

from .conftest import NAME, PLAN, asked, consultation, fresh, housed, lease, log, move, working


def told(person):
    return Notice.objects.filter(user=person.user).count()


def test_the_whole_road(world):
    support, us = asked(world), world.worker.user
    road = [
        ("accept", us, {}, "accepted"),
        ("plan", us, PLAN, "active"),
        ("replan", us, PLAN, "active"),
        ("move_in", us, {"day": NOW.date()}, "housed"),
        ("hand_over", us, {"worker": world.colleague.user}, "housed"),
        ("evaluate", us, {"text": "暮らしに慣れました。"}, "evaluating"),
        ("extend", us, PLAN, "housed"),
        ("evaluate", us, {"text": "もう一人でだいじょうぶです。"}, "evaluating"),
        ("end", us, {"outcome": "settled"}, "ended"),
    ]
    for number, (code, actor, values, state) in enumerate(road):
        assert move(support, code, actor, after(minutes=number), **values).case.state == state
    done = fresh(support)
    assert (done.outcome, done.worker) == ("settled", world.colleague.user)
    assert done.case.closed_at == after(minutes=len(road) - 1)
    assert list(done.plans.values_list("version", flat=True)) == [3, 2, 1]


def test_every_open_state_has_somebody_and_a_day():
    for state in procedures.SUPPORT.states:
        assert state.final or (state.turn == "organisation" and state.days and state.next_act)


def test_the_request_tells_the_corporation_and_nobody_else(world):
    support = asked(world)
    assert (told(world.worker), told(world.colleague)) == (1, 1)
    assert (told(world.viewer), told(world.stranger), told(world.ward)) == (0, 0, 0)
    move(support, "accept", world.colleague.user)
    assert fresh(support).worker == world.colleague.user
    assert told(world.ward) == 1 and told(world.other_ward) == 0


def test_the_corporation_takes_part_in_the_consultation_from_the_request_to_the_end(world):
    support = working(world)
    assert fresh(support).consultation.supporter == world.worker.organisation
    move(support, "stop", world.worker.user, reason="consent", text="自分で進めたい")
    assert fresh(support).consultation.supporter is None
    assert fresh(support).case.state == "stopped"


def test_no_mail_says_whom_it_is_about(world):
    log(working(world), world.worker.user)
    mails = list(Mail.objects.all())
    assert mails
    for mail in mails:
        assert NAME not in mail.subject + mail.body
        assert "支援" not in mail.subject


def test_declining_takes_a_reason_and_frees_the_consultation(world):
    support = asked(world)
    move(support, "decline", world.worker.user, reason="full")
    assert fresh(support).get_decline_display() == "いま受けられる人数がいっぱい"
    again = asked(world, consultation=support.consultation, corporation=world.stranger.organisation)
    assert again.case.state == "requested"


def test_one_support_at_a_time(world):
    support = asked(world)
    with pytest.raises(Refused, match=support.case.number):
        asked(world, consultation=support.consultation)


def test_without_consent_nobody_is_asked(world):
    about = consultation(world.ward)
    intake.take_back(consent=Consent.objects.get(scope="supporter"), actor=world.ward.user, at=NOW)
    with pytest.raises(Refused, match="本人の同意がまだありません"):
        asked(world, consultation=about)
    assert Case.objects.filter(procedure="support").count() == 0
    assert asked(world, consultation=about, agreed="call").case.state == "requested"


def test_only_an_admitted_corporation_and_its_own_people(world):
    shop = world.viewer.organisation.partner
    with pytest.raises(Refused, match="選んだ法人の人ではありません"):
        asked(world, worker=world.stranger.user)
    shop.admitted_at = None
    shop.save()
    with pytest.raises(Refused, match="区に登録されていません"):
        asked(world)


def test_only_staff_ask(world):
    with pytest.raises(NotAllowed):
        asked(world, actor=world.worker.user)


def test_a_stranger_cannot_act(world):
    support = asked(world)
    for person in (world.stranger, world.viewer, world.ward):
        with pytest.raises(NotAllowed):
            move(support, "accept", person.user)


def test_the_ward_takes_back_a_request_with_a_word(world):
    support = asked(world)
    with pytest.raises(Refused, match="ひとこと"):
        move(support, "withdraw", world.ward.user)
    assert move(support, "withdraw", world.ward.user, text="ほかの法人に頼みます").case.state == "withdrawn"
    with pytest.raises(Stale):
        move(support, "accept", world.worker.user)


def test_plans_are_never_overwritten(world):
    support = working(world)
    first = Plan.objects.values().get()
    move(support, "replan", world.colleague.user, after(days=1), **{**PLAN, "goals": "駅の近くに住む"})
    assert Plan.objects.values().get(version=1) == first
    assert support.plans.first().goals == "駅の近くに住む"
    assert support.plans.first().written_by == world.colleague.user


def test_the_end_waits_for_what_is_left_to_do(world):
    support, us = housed(world), world.worker.user
    actions.add_task(support=support, text="保険の手続き", due_on=NOW.date(), owner=us, actor=us, at=after(minutes=4))
    move(support, "evaluate", us, after(days=31), text="慣れました。")
    with pytest.raises(Refused, match="終わっていないやることが1件"):
        move(support, "end", us, after(days=31), outcome="settled")
    actions.drop_task(task=support.tasks.get(), actor=us, at=after(days=31))
    with pytest.raises(Refused, match="定着の確認"):
        move(support, "end", us, after(days=31), outcome="settled")
    log(support, us, after(days=31), check=support.checks.get(day=30), result="stays")
    assert move(support, "end", us, after(days=31), outcome="settled").case.state == "ended"


def test_stopping_drops_what_was_to_be_done(world):
    support, us = working(world), world.worker.user
    actions.add_task(support=support, text="店に電話", due_on=NOW.date(), owner=us, actor=us, at=NOW)
    move(support, "stop", us, after(days=1), reason="unreachable", text="三度電話しました。")
    assert support.tasks.get().dropped_at == after(days=1)


def test_a_lease_moves_the_support_into_the_home(world):
    support, day = working(world), dt.date(2026, 12, 1)
    lease(support.consultation, day)
    listeners.leased(support.consultation, after(days=1))
    assert fresh(support).case.state == "housed"
    assert fresh(support).moved_in_on == day


def test_a_lease_made_before_the_plan_is_not_forgotten(world):
    support = asked(world)
    lease(support.consultation, NOW.date())
    listeners.leased(support.consultation, NOW)
    move(support, "accept", world.worker.user)
    assert move(support, "plan", world.worker.user, **PLAN).case.state == "housed"
    assert [check.owner for check in support.checks.all()] == [world.worker.user] * 3


def test_a_request_after_the_lease_knows_the_day(world):
    about = consultation(world.ward)
    lease(about, NOW.date())
    assert asked(world, consultation=about).checks.count() == 3


def test_moving_in_lies_in_the_past(world):
    with pytest.raises(Refused, match="入居したあとに"):
        move(working(world), "move_in", world.worker.user, day=dt.date(2026, 12, 24))


def test_an_unanswered_request_is_chased_and_then_told_to_the_ward(world):
    asked(world)
    run_clocks(at=after(days=3))
    assert (told(world.worker), told(world.ward)) == (2, 0)
    run_clocks(at=after(days=6))
    run_clocks(at=after(days=6, hours=1))
    assert (told(world.worker), told(world.ward)) == (2, 1)


def test_silence_is_chased_and_a_log_ends_it(world):
    support = working(world)
    log(support, world.worker.user, after(days=20))
    run_clocks(at=after(days=40))
    assert not ClockMark.objects.filter(case=support.case, clock="silence").exists()
    run_clocks(at=after(days=51))
    assert ClockMark.objects.filter(case=support.case, clock="silence").count() == 1


def test_a_log_sets_the_next_date(world):
    support = working(world)
    before = support.case.due_on
    log(support, world.worker.user, after(days=5))
    assert fresh(support).case.due_on > before


def test_whoever_is_in_charge_hands_over_before_closing_the_account(world):
    support = working(world)
    assert list(closing.obstacles(world.worker.user)) == [
        f"{support.case.number}：先に、担当をほかの人に代わってください。"
    ]
    move(support, "hand_over", world.worker.user, worker=world.colleague.user)
    assert list(closing.obstacles(world.worker.user)) == []
