"""The only writers of applications: the first word, and the effects of the procedure's transitions."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jobs.vacancies.models import Terms, Vacancy
from portal.accounts.models import Organisation, User
from portal.bookings import actions as bookings
from portal.bookings.models import Booking
from portal.cases.actions import Stale, open_case, perform, say
from portal.cases.models import Case
from portal.cases.procedures import PERSON, Move
from portal.cases.queries import members_of
from portal.facilities.models import Facility
from portal.lib.dates import TOKYO, tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from . import notices, queries, rules
from .models import Application, InterviewOption

SHARES = ("name", "contact", "qualifications", "experience", "hours", "resume")


def ask(*, vacancy: Vacancy, seeker: User, text: str, at: dt.datetime) -> Application:
    """A question without a name. Opens the thread; a second question goes on the same one."""
    if not text.strip():
        raise Refused(_("聞きたいことを書いてから送ってください。"))
    with transaction.atomic():
        _lock(seeker)
        existing = queries.open_application(seeker, vacancy)
        if existing is None:
            return _open(vacancy, seeker, "question", "ask", text, {}, at)
        if text != existing.case.events.latest("sequence").text:
            say(case=existing.case, actor=seeker, text=text, at=at)
    return existing


def visit(*, vacancy: Vacancy, seeker: User, at: dt.datetime) -> Application:
    """The thread on which a visit is booked, opened with a word where there is none."""
    existing = queries.open_application(seeker, vacancy)
    return existing or ask(vacancy=vacancy, seeker=seeker, text=_("見学を希望します。"), at=at)


def apply(
    *,
    vacancy: Vacancy,
    seeker: User,
    shares: Mapping[str, bool],
    text: str,
    at: dt.datetime,
    key: str | None = None,
    terms: int | None = None,
) -> Application:
    """Apply, on the open thread or on a new one, showing exactly what `shares` says. Sent twice, it is there once.

    `terms` is the version of the terms she saw; raises `Refused` when they are no longer those.
    """
    with transaction.atomic():
        _lock(seeker)
        application = queries.open_application(seeker, vacancy)
        if application is not None and application.case.state not in queries.BEFORE_APPLYING:
            return _same_application(application, shares, text)
        if terms is not None and not Vacancy.objects.filter(pk=vacancy.pk, live__version=terms).exists():
            raise Refused(_("求人の条件が、いま変わりました。新しい条件を確かめてから、もう一度送ってください。"))
        if application is None:
            return _open(vacancy, seeker, "applied", "apply", text, shares, at)
        perform(
            case=application.case,
            transition="apply",
            actor=seeker,
            at=at,
            values={"shares": shares},
            text=text,
            key=key,
        )
    application.refresh_from_db()
    return application


def _same_application(application: Application, shares: Mapping[str, bool], text: str) -> Application:
    """A repeated click leads to the receipt; other words or another choice are not dropped in silence."""
    said = application.case.events.filter(transition="apply").latest("sequence").text
    shown = {name: getattr(application, f"shares_{name}") for name in SHARES}
    if said != text or shown != {name: bool(shares.get(name)) for name in SHARES}:
        raise Refused(_("この求人には、もう応募しています。見せるものやことばは、応募のページから足してください。"))
    return application


def show_more(*, application: Application, shares: Mapping[str, bool], actor: User, at: dt.datetime) -> None:
    """Show the employer more than before; what was seen once is not taken back."""
    with transaction.atomic():
        row = Application.objects.select_for_update().get(pk=application.pk)
        _share(row, {name: shares.get(name, False) or getattr(row, f"shares_{name}") for name in SHARES})


def _open(
    vacancy: Vacancy, seeker: User, state: str, done: str, text: str, shares: Mapping[str, bool], at: dt.datetime
) -> Application:
    with transaction.atomic():
        _lock(seeker)
        vacancy = Vacancy.objects.select_related("organisation", "live", "facility").get(pk=vacancy.pk)
        live = _may_open(vacancy, seeker)
        case = open_case(
            procedure="application",
            state=state,
            title=f"{live.title}（{vacancy.facility.name}）",
            actor=seeker,
            at=at,
            person=seeker,
            organisation=vacancy.organisation,
            done=done,
            text=text,
            party=PERSON,
        )
        application = Application.objects.create(case=case, vacancy=vacancy, terms=live, agreed=live, seeker=seeker)
        _share(application, shares)
        announce(
            notices.MOVED.code,
            recipients=members_of(vacancy.organisation),
            context={
                "number": case.number,
                "title": case.title,
                "sentence": _("質問が届きました。") if done == "ask" else _("応募がありました。"),
                "due_on": case.due_on,
            },
            path=application.get_absolute_url(),
            at=at,
        )
    return application


def _lock(seeker: User) -> None:
    """One application at a time per person, so that a double click opens one."""
    User.objects.select_for_update().get(pk=seeker.pk)


def _may_open(vacancy: Vacancy, seeker: User) -> Terms:
    """The terms she applies under, or `Refused`."""
    if not vacancy.is_public or vacancy.live is None:
        raise Refused(_("この求人は、募集を終わりました。似た求人をさがしてみてください。"))
    if queries.is_hidden(seeker, vacancy.organisation):
        raise Refused(_("この事業所は「見せない団体」に入っています。応募するには、先にプロフィールで外してください。"))
    if vacancy.organisation.memberships.filter(user=seeker).exists():
        raise Refused(_("自分の団体の求人には応募できません。"))
    if Application.objects.filter(seeker=seeker, terms=vacancy.live).exists():
        raise Refused(_("この求人には一度応募しています。条件が変わると、また応募できます。"))
    return vacancy.live


def _share(application: Application, shares: Mapping[str, bool]) -> None:
    """Copy what is shown, as it is today; later changes of the profile do not reach the employer."""
    for name in SHARES:
        setattr(application, f"shares_{name}", bool(shares.get(name)))
    application.resume = queries.resume_of(application.seeker) if shares.get("resume") else application.resume
    application.shared = queries.shown(application.seeker, {name: bool(shares.get(name)) for name in SHARES})
    application.save()


def offer_visits(
    *, organisation: Organisation, facility: Facility, day: dt.date, start: dt.time, minutes: int, capacity: int,
    note: str, actor: User, at: dt.datetime,
) -> None:  # fmt: skip
    """One time at which so many people may visit a facility."""
    begins = dt.datetime.combine(day, start, tzinfo=TOKYO)
    if begins > at + rules.VISITS_AHEAD:
        raise Refused(_("見学の日時は、1年より先には出せません。日付を確かめてください。"))
    bookings.offer_slots(
        owner=organisation,
        subject=("facility", facility.public_id),
        title=_("見学：%(name)s") % {"name": facility.name},
        times=[(begins, begins + dt.timedelta(minutes=minutes))],
        capacity=capacity,
        place=facility.name,
        note=note,
        actor=actor,
        at=at,
    )


# Effects


def _row(move: Move) -> Application:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("vacancy__live", "seeker")
        .get(case=move.case)
    )


def applied(move: Move) -> None:
    row = _row(move)
    shares = move.values.get("shares", {})
    row.agreed = row.vacancy.live or row.agreed
    _share(row, shares)
    move.detail["shown"] = [name for name in SHARES if shares.get(name)]


def visit_booked(move: Move) -> None:
    row = _row(move)
    slot = move.values["slot"]
    row.booking = bookings.book(slot=slot, person=row.seeker, actor=row.seeker, at=move.at, quietly=True)
    row.save(update_fields=["booking"])
    move.detail["when"] = slot.starts_at.isoformat()


def visit_cancelled(move: Move) -> None:
    row = _row(move)
    if row.booking:
        bookings.cancel(booking=row.booking, actor=move.actor, at=move.at, quietly=True)
        row.booking = None
        row.save(update_fields=["booking"])


def visit_let_go(booking: Booking, actor: User | None, at: dt.datetime) -> None:
    """Given back on the bookings page: the thread goes back to before the visit."""
    case = Case.objects.filter(application__booking=booking, state="visit_booked").first()
    if case is not None:
        perform(case=case, transition="cancel_visit", actor=actor, at=at)


def interview_proposed(move: Move) -> None:
    row = _row(move)
    times = sorted(set(move.values["times"]))
    if not times or times[0] <= move.at:
        raise Refused(_("面接の候補は、これからの日時で一つ以上入れてください。"))
    row.options.all().delete()
    InterviewOption.objects.bulk_create(InterviewOption(application=row, starts_at=time) for time in times[:3])
    row.interview_place, row.interview_at = move.values.get("place", ""), None
    row.save(update_fields=["interview_place", "interview_at"])
    move.detail["times"] = [time.isoformat() for time in times[:3]]


def interview_chosen(move: Move) -> None:
    row = _row(move)
    option = row.options.filter(pk=move.values.get("option") or 0).first()
    if option is None:
        raise Refused(_("候補の日時から一つ選んでください。"))
    row.interview_at = option.starts_at
    row.save(update_fields=["interview_at"])
    move.detail["when"] = option.starts_at.isoformat()


def terms_agreed(move: Move) -> None:
    """V13: she agrees to the version she was shown, `values["terms"]`."""
    row = _row(move)
    live = row.vacancy.live
    if live is None:
        return
    if move.values.get("terms") not in (None, "", str(live.version)):
        raise Stale(_("条件が、いままた変わりました。新しい条件を確かめてください。"))
    row.agreed = live
    row.save(update_fields=["agreed"])


def offered(move: Move) -> None:
    row = _row(move)
    row.offer_conditions = move.values.get("conditions", "")
    row.answer_by = move.values.get("answer_by")
    row.save(update_fields=["offer_conditions", "answer_by"])
    Case.objects.filter(pk=move.case.pk).update(due_on=row.answer_by)


def ended_by_accepting(case: Case) -> QuerySet[Case]:
    return queries.open_cases(case.application.seeker).exclude(pk=case.pk)


def accepted(move: Move) -> None:
    """Her other open applications end, the quiet ones too, and each employer is told."""
    for case in ended_by_accepting(move.case):
        step = "decline" if case.state == "offered" else "withdraw"
        perform(case=case, transition=step, actor=move.actor, at=move.at, values={"reason": "other_job"})


def started(move: Move) -> None:
    row = _row(move)
    row.start_on = move.values.get("day") or tokyo_date(move.at)
    row.save(update_fields=["start_on"])


def rejected(move: Move) -> None:
    row = _row(move)
    row.rejection = move.values.get("reason", "")
    row.save(update_fields=["rejection"])
    _release_visit(row, move)
    move.detail["reason"] = row.get_rejection_display()


def rejection_taken_back(move: Move) -> None:
    Application.objects.filter(case=move.case).update(rejection="")


def withdrawn(move: Move) -> None:
    row = _row(move)
    row.withdrawal = move.values.get("reason", "")
    row.save(update_fields=["withdrawal"])
    _release_visit(row, move)


def withdrawal_undone(move: Move) -> None:
    Application.objects.filter(case=move.case).update(withdrawal="")


def vacancy_ended(move: Move) -> None:
    _release_visit(_row(move), move)


def _release_visit(row: Application, move: Move) -> None:
    """The place of a visit still to come is for somebody else; when the end is taken back it is booked anew."""
    if row.booking and row.booking.slot.starts_at > move.at:
        bookings.cancel(booking=row.booking, actor=move.actor, at=move.at)
        row.booking = None
        row.save(update_fields=["booking"])


# Clocks and endings


def remind_employer(case: Case, at: dt.datetime) -> None:
    announce(
        notices.REMIND.code,
        recipients=members_of(case.organisation),
        context={"number": case.number, "title": case.title},
        path=case.application.get_absolute_url(),
        at=at,
    )


def alert_staff(case: Case, at: dt.datetime) -> None:
    announce(
        notices.UNANSWERED.code,
        recipients=User.objects.filter(is_staff=True, is_active=True),
        context={"number": case.number, "title": case.title, "days": rules.STAFF_AFTER_DAYS},
        path=case.application.get_absolute_url(),
        at=at,
    )


def close_for(vacancy: Vacancy, at: dt.datetime) -> None:
    """The vacancy takes no more people: whoever still waits for a decision is told so."""
    waiting = Case.objects.filter(application__vacancy=vacancy, state__in=queries.UNDECIDED)
    for case in waiting.order_by("pk"):
        perform(case=case, transition="vacancy_ended", actor=None, at=at)


def tell_of_changed_terms(vacancy: Vacancy, at: dt.datetime) -> None:
    """V13: everybody who applied learns of the new terms and can compare them."""
    for application in queries.with_older_terms(vacancy):
        announce(
            notices.TERMS.code,
            recipients=[application.seeker],
            context={"number": application.case.number, "title": application.case.title},
            path=application.get_absolute_url(),
            at=at,
        )
