"""30, 90 and 180 days after moving in: by the clock, with an owner, and carried on into the consultation."""

import datetime as dt

import pytest

from housing.consultations.models import StayCheck
from housing.support import figures
from housing.support.models import Check
from portal.cases.actions import run_clocks
from portal.cases.models import Case
from portal.lib.refusal import Refused
from portal.notices.models import Notice
from tests.factories.times import NOW, after

from .conftest import asked, fresh, housed, lease, log, move


def checks_told(person):
    return Notice.objects.filter(user=person.user, kind="support_check").count()


def living(world):
    """Housed, with a consultation that stands where it would."""
    support = housed(world)
    lease(support.consultation, NOW.date())
    Case.objects.filter(pk=support.consultation.case_id).update(state="moved_in", turn="supporter")
    return support


def test_moving_in_sets_three_checks_with_day_and_owner(world):
    rows = housed(world).checks.values_list("day", "due_on", "owner")
    days = [(30, dt.date(2026, 12, 24)), (90, dt.date(2027, 2, 22)), (180, dt.date(2027, 5, 23))]
    assert list(rows) == [(day, due, world.worker.user.pk) for day, due in days]


def test_the_clock_tells_the_owner_once_and_nobody_else(world):
    support = housed(world)
    run_clocks(at=after(days=29))
    assert checks_told(world.worker) == 0
    run_clocks(at=after(days=30))
    log(support, world.worker.user, after(days=31))
    run_clocks(at=after(days=32))
    assert (checks_told(world.worker), checks_told(world.colleague)) == (1, 0)
    run_clocks(at=after(days=90))
    assert checks_told(world.worker) == 2


def test_a_check_done_before_its_mail_is_not_asked_for(world):
    support = housed(world)
    log(support, world.worker.user, after(days=30), check=support.checks.get(day=30), result="stays")
    run_clocks(at=after(days=31))
    assert checks_told(world.worker) == 0


def test_a_check_waits_for_its_day_and_is_done_once(world):
    support, us = housed(world), world.worker.user
    check = support.checks.get(day=30)
    with pytest.raises(Refused, match="その日が来てから"):
        log(support, us, after(days=29), check=check, result="stays")
    assert support.logs.count() == 0
    log(support, us, after(days=30), check=check, result="stays")
    with pytest.raises(Refused, match="もう終わっています"):
        log(support, us, after(days=31), check=check, result="left")


def test_staying_moves_the_consultation_on(world):
    support = living(world)
    for day, state in ((30, "stayed_30"), (90, "stayed_90"), (180, "closed")):
        log(support, world.worker.user, after(days=day), check=support.checks.get(day=day), result="stays")
        assert fresh(support).consultation.case.state == state
    assert list(StayCheck.objects.values_list("days", "stays")) == [(30, True), (90, True), (180, True)]
    assert fresh(support).case.state == "housed"


def test_what_the_ward_wrote_first_is_no_obstacle(world):
    support = living(world)
    Case.objects.filter(pk=support.consultation.case_id).update(state="stayed_30")
    log(support, world.worker.user, after(days=31), check=support.checks.get(day=30), result="stays")
    assert support.checks.get(day=30).result == "stays"
    assert fresh(support).consultation.case.state == "stayed_30"


def test_whoever_moved_out_needs_a_new_home(world):
    support = living(world)
    log(support, world.worker.user, after(days=31), check=support.checks.get(day=30), result="left")
    now = fresh(support)
    assert (now.case.state, now.moved_in_on, now.consultation.case.state) == ("active", None, "sorting")
    assert list(support.checks.values_list("day", "result")) == [(30, "left")]
    move(support, "move_in", world.worker.user, after(days=60), day=after(days=59).date())
    assert Check.objects.filter(support=support, result="").count() == 3


def test_handing_over_takes_the_checks_along(world):
    support = housed(world)
    move(support, "hand_over", world.worker.user, worker=world.colleague.user)
    assert set(support.checks.values_list("owner", flat=True)) == {world.colleague.user.pk}
    run_clocks(at=after(days=30))
    assert (checks_told(world.worker), checks_told(world.colleague)) == (0, 1)


def checked(world, stays: int, left: int):
    """Rows alone, for counting."""
    for number in range(stays + left):
        support = asked(world)
        move(support, "accept", world.worker.user)
        row = log(support, world.worker.user, minutes=10, travel_minutes=0)
        Check.objects.create(
            support=support,
            moved_in_on=NOW.date(),
            day=30,
            due_on=NOW.date(),
            result="stays" if number < stays else "left",
            log=row,
        )
        move(support, "stop", world.worker.user, after(days=2), reason="other", text="数えるため")


@pytest.mark.parametrize(
    "stays, left, asked_shown, stayed_shown",
    [(9, 0, None, None), (10, 0, 10, 10), (8, 4, 12, None), (10, 3, 13, None), (0, 10, 10, 0), (11, 10, 21, 11)],
)
def test_figures_show_no_number_below_ten_nor_what_gives_one_away(world, stays, left, asked_shown, stayed_shown):
    checked(world, stays, left)
    first = figures.stays()[0]
    assert (first.asked, first.stayed) == (asked_shown, stayed_shown)


def test_protected_cases_are_in_no_figure(world):
    checked(world, 10, 0)
    about = Check.objects.latest("pk").support.consultation
    type(about).objects.filter(pk=about.pk).update(is_protected=True)
    assert figures.stays()[0].asked is None
