"""From the first question to the first year of work, by the acts of both sides and by the clock."""

import datetime as dt

import pytest

from jobs.applications import actions
from jobs.applications.models import Application
from jobs.seekers.actions import hide_from, profile_of
from portal.bookings import actions as bookings
from portal.bookings.models import Booking, Slot
from portal.cases.actions import NotAllowed, run_clocks
from portal.cases.models import Case
from portal.lib.refusal import Refused
from portal.notices.models import Notice
from tests import people
from tests.factories import applications, vacancies
from tests.factories.applications import SHARES, fresh, move
from tests.factories.times import NOW, after


def state(application):
    return fresh(application).case.state


def told(user):
    return Notice.objects.filter(user=user).count()


def test_the_whole_road(room):
    asked = applications.question(room.vacancy, room.other_seeker.user)
    seeker, employer = room.other_seeker.user, room.employer.user
    road = [
        ("answer", employer, "answered"),
        ("ask", seeker, "question"),
        ("answer", employer, "answered"),
        ("book_visit", seeker, "visit_booked"),
        ("visited", employer, "visited"),
        ("apply", seeker, "applied"),
        ("take_up", employer, "screening"),
        ("propose_interview", employer, "scheduling"),
        ("ask_other_days", seeker, "screening"),
        ("propose_interview", employer, "scheduling"),
        ("choose_interview", seeker, "interview_set"),
        ("interviewed", seeker, "interviewed"),
        ("offer", employer, "offered"),
        ("accept", seeker, "accepted"),
        ("defer", employer, "deferred"),
        ("start", employer, "started"),
        ("stay_30", seeker, "stayed_30"),
        ("stay_90", employer, "stayed_90"),
        ("stay_180", seeker, "stayed_180"),
        ("stay_365", employer, "stayed_365"),
    ]
    for number, (code, actor, reached) in enumerate(road):
        at = after(days=int(code[5:]) + 1) if code.startswith("stay") else after(minutes=number)
        values = {"slot": room.slot} if code == "book_visit" else {"shares": SHARES} if code == "apply" else {}
        move(asked, code, actor, at, **values)
        assert state(asked) == reached
    assert fresh(asked).case.closed_at == after(days=366)


def test_a_question_has_no_name_until_she_applies(room):
    asked = applications.question(room.vacancy, room.other_seeker.user)
    assert asked.shared == {}
    page = room.employer.client.get(asked.get_absolute_url()).content.decode()
    assert (room.other_seeker.user.name in page, "応募した人（名前はまだ見えません）" in page) == (False, True)
    made = actions.apply(
        vacancy=room.vacancy, seeker=room.other_seeker.user, shares={"name": True}, text="", at=after(hours=1)
    )
    assert made.pk == asked.pk
    page = room.employer.client.get(asked.get_absolute_url()).content.decode()
    assert (room.other_seeker.user.name in page, room.other_seeker.user.email in page) == (True, False)


def test_asking_or_applying_twice_is_one_application(room):
    first = applications.question(room.vacancy, room.other_seeker.user)
    assert applications.question(room.vacancy, room.other_seeker.user).pk == first.pk
    for _click in range(2):
        assert applications.applied(room.vacancy, room.other_seeker.user).pk == first.pk
    assert first.case.events.filter(transition="apply").count() == 1


def test_undo_within_thirty_minutes_and_not_after(room):
    move(room.application, "take_up", room.employer.user)
    move(room.application, "withdraw", room.seeker.user, after(hours=1))
    with pytest.raises(Refused, match="取り消せるのは30分以内です。"):
        move(room.application, "undo_withdrawal", room.seeker.user, after(hours=1, minutes=30, microseconds=1))
    move(room.application, "undo_withdrawal", room.seeker.user, after(hours=1, minutes=30))
    assert (state(room.application), fresh(room.application).withdrawal) == ("screening", "")


def test_a_mistaken_refusal_is_taken_back_within_a_day_and_not_after(room):
    move(room.application, "reject", room.employer.user)
    assert fresh(room.application).rejection == "hours"
    with pytest.raises(Refused, match="取り消せるのは24時間以内です。"):
        move(room.application, "take_back_rejection", room.employer.user, after(hours=24, microseconds=1))
    with pytest.raises(NotAllowed):
        move(room.application, "take_back_rejection", room.seeker.user, after(hours=1))
    move(room.application, "take_back_rejection", room.employer.user, after(hours=24))
    assert (state(room.application), fresh(room.application).rejection) == ("applied", "")


def test_a_refusal_names_a_reason_about_the_post(room):
    with pytest.raises(Refused, match="理由を一つ選んでください。"):
        move(room.application, "reject", room.employer.user, reason="")
    move(room.application, "reject", room.employer.user, reason="qualification")
    page = room.seeker.client.get(room.application.get_absolute_url()).content.decode()
    assert "必要な資格や経験と合いませんでした" in page


def test_accepting_one_offer_ends_the_others_the_quiet_ones_too(room):
    place, seeker = room.vacancy.facility, room.seeker.user
    others = [
        vacancies.published(place, room.employer.user, room.staff.user, title=f"特養の介護職員{n}") for n in range(3)
    ]
    quiet = applications.question(others[0], seeker)
    offered = applications.offered(applications.applied(others[1], seeker), room.employer.user, seeker)
    foreign = applications.applied(others[2], room.other_seeker.user)
    applications.offered(room.application, room.employer.user, seeker)
    before = told(room.employer.user)
    move(room.application, "accept", seeker)
    assert [state(each) for each in (room.application, quiet, offered, foreign)] == [
        "accepted",
        "withdrawn",
        "declined",
        "applied",
    ]
    assert [fresh(each).withdrawal for each in (quiet, offered)] == ["other_job", "other_job"]
    assert told(room.employer.user) == before + 3


def test_a_filled_vacancy_ends_what_still_waits(room):
    seekers = [people.seeker(f"p{n}").user for n in range(3)]
    rows = [applications.applied(room.vacancy, seeker) for seeker in seekers]
    move(rows[0], "reject", room.employer.user)
    applications.offered(rows[1], room.employer.user, seekers[1])
    before = told(room.seeker.user)
    vacancies.move(vacancies.fresh(room.vacancy), "fill", room.employer.user, outcome="here")
    assert [state(each) for each in [room.application, *rows]] == [
        "vacancy_ended",
        "rejected",
        "offered",
        "vacancy_ended",
    ]
    assert told(room.seeker.user) == before + 1
    with pytest.raises(Refused, match="この求人は、募集を終わりました。"):
        applications.applied(room.vacancy, room.other_seeker.user)


# V13


def test_changed_terms_keep_both_versions_and_wait_for_her_word(room):
    old = room.vacancy.live
    before = told(room.seeker.user)
    changed = vacancies.change_terms(room.vacancy, room.employer.user, room.staff.user, after(days=1), base_low=200_000)
    row = fresh(room.application)
    assert (row.terms_id, row.agreed_id, changed.live.version) == (old.pk, old.pk, old.version + 1)
    assert (row.terms.base_low, row.vacancy.live.base_low) == (210_000, 200_000)
    assert told(room.seeker.user) == before + 1
    for code in ("propose_interview", "offer"):
        with pytest.raises(Refused, match="応募した人の確認がまだです。"):
            move(room.application, code, room.employer.user, after(days=2))
    page = room.seeker.client.get(row.get_absolute_url()).content.decode()
    assert "210,000" in page or "210000" in page
    move(room.application, "agree_terms", room.seeker.user, after(days=2))
    row = fresh(room.application)
    assert (row.case.state, row.terms_id, row.agreed_id) == ("applied", old.pk, changed.live.pk)
    move(room.application, "offer", room.employer.user, after(days=3))
    assert state(room.application) == "offered"


def test_after_a_refusal_she_may_apply_again_when_the_terms_have_changed(room):
    move(room.application, "reject", room.employer.user)
    with pytest.raises(Refused, match="この求人には一度応募しています。"):
        applications.applied(room.vacancy, room.seeker.user)
    vacancies.change_terms(room.vacancy, room.employer.user, room.staff.user, after(days=1), base_low=220_000)
    again = applications.applied(room.vacancy, room.seeker.user, after(days=2))
    assert (again.pk != room.application.pk, again.case.state) == (True, "applied")


# Clocks


def test_clocks_strike_once_after_five_and_ten_days(room):
    employer, staff = room.employer.user, room.staff.user
    start = told(employer), told(staff)

    def since():
        return told(employer) - start[0], told(staff) - start[1]

    assert (run_clocks(at=after(days=5, seconds=-1)), since()) == (0, (0, 0))
    assert (run_clocks(at=after(days=5)), since()) == (1, (1, 0))
    assert (run_clocks(at=after(days=6)), since()) == (0, (1, 0))
    assert (run_clocks(at=after(days=10)), since()) == (1, (1, 1))
    assert (run_clocks(at=after(days=20)), since()) == (0, (1, 1))


def test_an_answer_winds_the_clock_up_again(room):
    run_clocks(at=after(days=5))
    move(room.application, "take_up", room.employer.user, after(days=6))
    before = told(room.employer.user)
    assert run_clocks(at=after(days=10, hours=23)) == 0
    assert (run_clocks(at=after(days=11)), told(room.employer.user)) == (1, before + 1)


def test_a_clock_moves_no_application(room):
    run_clocks(at=after(days=60))
    case = Case.objects.get(pk=room.application.case.pk)
    assert (case.state, case.version) == ("applied", 1)


# Who may open one


def test_hidden_and_own_organisations_are_refused(room):
    profile = profile_of(user=room.other_seeker.user, at=NOW)
    body = room.employer.organisation
    hide_from(profile=profile, organisation=body, actor=room.other_seeker.user, at=NOW)
    with pytest.raises(Refused, match="「見せない団体」に入っています。"):
        applications.applied(room.vacancy, room.other_seeker.user)
    with pytest.raises(Refused, match="自分の団体の求人には応募できません。"):
        applications.applied(room.vacancy, room.viewer.user)
    assert Application.objects.count() == 1


def test_a_visit_takes_a_place_and_gives_it_back(room):
    asked = applications.question(room.vacancy, room.other_seeker.user)
    move(asked, "book_visit", room.other_seeker.user, slot=room.slot)
    assert Slot.objects.get(pk=room.slot.pk).taken == 1
    move(asked, "cancel_visit", room.employer.user)
    assert (Slot.objects.get(pk=room.slot.pk).taken, fresh(asked).booking) == (0, None)
    move(asked, "book_visit", room.other_seeker.user, slot=room.slot)
    assert Booking.objects.active().count() == 1


@pytest.mark.parametrize("end", ["withdraw", "fill"])
def test_the_place_of_a_visit_is_free_again_when_the_thread_ends(room, end):
    asked = applications.question(room.vacancy, room.other_seeker.user)
    move(asked, "book_visit", room.other_seeker.user, slot=room.slot)
    if end == "withdraw":
        move(asked, "withdraw", room.other_seeker.user)
    else:
        vacancies.move(vacancies.fresh(room.vacancy), "fill", room.employer.user, outcome="here")
    assert Slot.objects.get(pk=room.slot.pk).taken == 0


def test_undoing_a_withdrawal_does_not_invent_a_visit(room):
    asked = applications.question(room.vacancy, room.other_seeker.user)
    move(asked, "book_visit", room.other_seeker.user, slot=room.slot)
    move(asked, "withdraw", room.other_seeker.user)
    move(asked, "undo_withdrawal", room.other_seeker.user, after(minutes=5))
    assert (state(asked), fresh(asked).booking) == ("answered", None)


def test_a_visit_given_back_elsewhere_is_given_back_on_the_thread(room):
    asked = applications.question(room.vacancy, room.other_seeker.user)
    move(asked, "book_visit", room.other_seeker.user, slot=room.slot)
    bookings.cancel(booking=Booking.objects.active().get(), actor=room.other_seeker.user, at=after(minutes=5))
    assert (state(asked), fresh(asked).booking) == ("answered", None)
    move(asked, "book_visit", room.other_seeker.user, slot=room.slot)
    bookings.withdraw_slot(slot=room.slot, actor=room.employer.user, at=after(minutes=9))
    assert state(asked) == "answered"


def test_new_terms_confirmed_on_an_offer_leave_its_day_of_answer(room):
    day = (NOW + dt.timedelta(days=20)).date()
    move(room.application, "offer", room.employer.user, answer_by=day)
    move(room.application, "agree_terms", room.seeker.user)
    assert fresh(room.application).case.due_on == day


def test_a_withdrawal_is_not_undone_once_the_vacancy_has_ended(room):
    move(room.application, "withdraw", room.seeker.user)
    vacancies.move(vacancies.fresh(room.vacancy), "fill", room.employer.user, outcome="here")
    with pytest.raises(Refused, match="募集を終わりました"):
        move(room.application, "undo_withdrawal", room.seeker.user, after(minutes=5))


def test_an_offer_is_answered_by_the_day_it_names(room):
    day = (NOW + dt.timedelta(days=20)).date()
    move(room.application, "offer", room.employer.user, answer_by=day)
    assert fresh(room.application).case.due_on == day


def test_only_one_of_the_three_days_can_be_chosen(room):
    move(room.application, "propose_interview", room.employer.user)
    for wrong in (0, 99_999, None):
        with pytest.raises(Refused, match="候補の日時から一つ選んでください。"):
            move(room.application, "choose_interview", room.seeker.user, option=wrong)
    move(room.application, "choose_interview", room.seeker.user)
    assert fresh(room.application).interview_at == after(days=2)
