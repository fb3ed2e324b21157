"""The only writers of supports: the request, the effects of the procedure's transitions, the closing of a month."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from housing.consultations.access import may_know
from housing.consultations.actions import intake, planning
from housing.consultations.choices import Scope
from housing.consultations.models import Consultation
from housing.homes.models import Partner
from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed, open_case, perform
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, STAFF, Move, get
from portal.lib.dates import TOKYO, tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce, withdraw

from . import access, notices, queries, rules
from .choices import CheckDay, CheckResult, LogKind
from .models import Check, ClosedMonth, Log, Plan, Support, Task

KEEPS_TURN_IN = ("accepted", "evaluating")


def request(
    *,
    consultation: Consultation,
    corporation: Organisation,
    worker: User | None,
    purpose: str,
    agreed: str = "",
    actor: User,
    at: dt.datetime,
) -> Support:
    """The ward asks a corporation to go along with somebody. `agreed` is how the person has just agreed to it, where
    no consent stands yet. Of a protected consultation the worker is named, so that she alone knows.
    """
    with transaction.atomic():
        held = Consultation.objects.select_for_update(of=("self",)).select_related("case").get(pk=consultation.pk)
        if not actor.is_staff or not may_know(actor, held):
            raise NotAllowed
        _check_request(held, corporation, worker)
        if agreed:
            intake.agree(consultation=held, scope=Scope.SUPPORTER, how=agreed, actor=actor, at=at)
        planning.engage(consultation=held, supporter=corporation, actor=actor, at=at)
        if held.is_protected and worker is not None:
            intake.name_person(consultation=held, user=worker, actor=actor, at=at)
        case = open_case(
            procedure="support",
            state="requested",
            title=str(_("伴走型支援")),
            actor=actor,
            at=at,
            done="request",
            party=STAFF,
        )
        support = Support.objects.create(
            case=case,
            consultation=held,
            corporation=corporation,
            worker=worker,
            requested_by=actor,
            purpose=purpose,
        )
        if day := queries.moved_in_on(held):
            _set_move_in(support, day)
        tell(support, notices.MOVED.code, ORGANISATION, at, {"due_on": case.due_on})
    return support


def _check_request(consultation: Consultation, corporation: Organisation, worker: User | None) -> None:
    if consultation.case.closed_at is not None:
        raise Refused(_("この相談は終わっています。支援を頼むときは、先に相談を再開してください。"))
    if not access.corporations().filter(pk=corporation.pk).exists():
        raise Refused(_("この団体は、居住支援法人として区に登録されていません。ほかの法人を選んでください。"))
    if (existing := queries.open_support(consultation)) is not None:
        raise Refused(
            _("%(number)s の支援がつづいています。新しく頼むのは、それが終わってからにしてください。")
            % {"number": existing.case.number}
        )
    if worker is not None and not access.workers_of(corporation).filter(pk=worker.pk).exists():
        raise Refused(_("この担当者は、選んだ法人の人ではありません。選び直してください。"))
    if worker is None and consultation.is_protected:
        raise Refused(_("この相談では、担当者を一人選んでから頼みます。ほかの人には知らされません。"))


def accepted(move: Move) -> None:
    support = move.case.support
    support.worker = move.values.get("worker") or support.worker or move.actor
    support.save(update_fields=["worker"])
    _own(support)


def declined(move: Move) -> None:
    move.case.support.decline = move.values["reason"]
    move.case.support.save(update_fields=["decline"])
    move.detail["reason"] = move.case.support.get_decline_display()
    withdrawn(move)


def withdrawn(move: Move) -> None:
    """Nothing was begun: whoever was named for it need not know any more."""
    support = move.case.support
    _let_go(move)
    for named in support.consultation.named.filter(user=support.worker, user__is_staff=False):
        intake.unname(named=named, actor=move.actor or support.requested_by, at=move.at)


def _let_go(move: Move) -> None:
    consultation = move.case.support.consultation
    if consultation.supporter_id == move.case.support.corporation_id and move.actor is not None:
        planning.disengage(consultation=consultation, actor=move.actor, at=move.at)


def handed_over(move: Move) -> None:
    support = move.case.support
    worker = move.values["worker"]
    if not access.workers_for(support).filter(pk=worker.pk).exists():
        raise Refused(_("この担当者は選べません。法人の担当者から選び直してください。"))
    support.worker = worker
    support.save(update_fields=["worker"])
    _own(support)


def _own(support: Support) -> None:
    """What waits in a support is its worker's."""
    queries.open_tasks(Support.objects.filter(pk=support.pk)).update(owner=support.worker)
    support.checks.filter(result="").update(owner=support.worker)


def by(move: Move) -> User:
    """Who is signed in: plans and logs are never written by the portal."""
    if move.actor is None:
        raise NotAllowed
    return move.actor


def planned(move: Move) -> None:
    """The next version of the plan; those before it stay as they are."""
    before = queries.last_plan(move.case.support)
    names = ("goals", "frequency", "starts_on", "ends_on", "consented_on", "consent_how")
    Plan.objects.create(
        support=move.case.support,
        version=before.version + 1 if before else 1,
        written_by=by(move),
        written_at=move.at,
        **{name: move.values[name] for name in names},
    )


def moved_in(move: Move) -> None:
    _set_move_in(move.case.support, move.values["day"])
    if move.actor is not None:
        _consultation_follows(move, "move_in")


def also_moved(case: Case) -> list[Case]:
    """The consultation follows what is found out here."""
    return [case.support.consultation.case]


def _consultation_follows(move: Move, transition: str, **values: Any) -> bool:
    """Take the step in the consultation too, where it stands before it."""
    case = Case.objects.get(pk=move.case.support.consultation.case_id)
    ready = case.state in get("consultation").transition(transition).sources
    if ready:
        perform(case=case, transition=transition, actor=move.actor, at=move.at, values=values)
    return ready


def _set_move_in(support: Support, day: dt.date) -> None:
    """From this day on the three checks have a day and an owner."""
    support.moved_in_on = day
    support.save(update_fields=["moved_in_on"])
    Check.objects.bulk_create(
        Check(support=support, moved_in_on=day, day=days, due_on=day + dt.timedelta(days=days), owner=support.worker)
        for days in CheckDay.values
    )


def lease_made(consultation: Consultation, at: dt.datetime) -> None:
    """A home was found: the support goes on in it."""
    support = queries.open_support(consultation)
    day = queries.moved_in_on(consultation)
    if support is None or day is None or support.moved_in_on is not None:
        return
    if support.case.state in ("active", "evaluating"):
        perform(case=support.case, transition="move_in", actor=None, at=at, values={"day": day})
        return
    with transaction.atomic():
        _set_move_in(support, day)
        record("support.move_in", actor=None, at=at, subject=support.case)


def protected(consultation: Consultation, at: dt.datetime) -> None:
    """What was on its way to people who are not named for it is taken back."""
    procedure = get("support")
    for support in Support.objects.filter(consultation=consultation).select_related("case"):
        paths = [procedure.path_of(support.case, party) for party in (ORGANISATION, STAFF)]
        withdraw(paths=paths, keep=[named.user for named in consultation.named.select_related("user")])


def evaluated(move: Move) -> None:
    move.case.support.evaluation = move.values["text"]
    move.case.support.save(update_fields=["evaluation"])


def ended(move: Move) -> None:
    move.case.support.outcome = move.values["outcome"]
    move.case.support.save(update_fields=["outcome"])
    move.detail["reason"] = move.case.support.get_outcome_display()
    _let_go(move)


def stopped(move: Move) -> None:
    """What was still to be done is dropped with it."""
    support = move.case.support
    support.stop = move.values["reason"]
    support.save(update_fields=["stop"])
    queries.open_tasks(Support.objects.filter(pk=support.pk)).update(dropped_at=move.at)
    move.detail["reason"] = support.get_stop_display()
    _let_go(move)


# Logs, tasks, checks


def write_log(
    *, support: Support, values: Mapping[str, Any], actor: User, at: dt.datetime, key: str | None = None
) -> None:
    """`values` are kind, starts_at, minutes, travel_minutes and text; with `task` or with `check` and `result` the
    log is what completes it. Raises `NotAllowed`, `Refused`.
    """
    transition = "note" if support.case.state in KEEPS_TURN_IN else "log"
    perform(case=support.case, transition=transition, actor=actor, at=at, values=values, key=key)


def correct_log(*, log: Log, values: Mapping[str, Any], actor: User, at: dt.datetime, key: str | None = None) -> None:
    """A new row in place of the old one, which stays to be read. No minutes at all strike it out."""
    perform(
        case=log.support.case, transition="correct", actor=actor, at=at, values={**values, "corrects": log}, key=key
    )


def logged(move: Move) -> None:
    support = move.case.support
    _month_open(support.corporation, tokyo_date(move.values["starts_at"]))
    if move.values["minutes"] < 1:
        raise Refused(_("かかった時間は、1分より長く入れてください。"))
    log = _add_log(support, move)
    if task := move.values.get("task"):
        _finish(support, task, log)
    if check := move.values.get("check"):
        _complete(support, check, move, log)


def _finish(support: Support, task: Task, log: Log) -> None:
    if not Task.objects.filter(pk=task.pk, support=support, log=None, dropped_at=None).update(log=log):
        raise Refused(_("このやることは、もう終わっています。"))


def _complete(support: Support, check: Check, move: Move, log: Log) -> None:
    result = move.values["result"]
    if tokyo_date(log.starts_at) < check.due_on:
        raise Refused(_("%(day)sの確認は、その日が来てから書いてください。") % {"day": check.get_day_display()})
    open_ones = Check.objects.filter(pk=check.pk, support=support, result="")
    if not open_ones.update(result=result, log=log):
        raise Refused(_("この確認は、もう終わっています。"))
    if result == CheckResult.STAYS:
        _consultation_follows(move, "move_in")
        _consultation_follows(move, f"stay_{check.day}")
    elif result == CheckResult.LEFT:
        _left(support, move, log)


def _left(support: Support, move: Move, log: Log) -> None:
    """A new home is looked for: the checks of the old one fall away."""
    support.checks.filter(result="").delete()
    support.moved_in_on = None
    support.save(update_fields=["moved_in_on"])
    _consultation_follows(move, "left", day=tokyo_date(log.starts_at))


def corrected(move: Move) -> None:
    support, old = move.case.support, move.values["corrects"]
    if old.support_id != support.pk or Log.objects.filter(corrects=old).exists():
        raise Refused(_("この記録は、もう直されています。新しいほうの記録を直してください。"))
    _month_open(support.corporation, tokyo_date(old.starts_at))
    _month_open(support.corporation, tokyo_date(move.values["starts_at"]))
    if not move.values["minutes"] and support.checks.filter(log=old).exists():
        raise Refused(_("この記録は、入居後の確認のもとになっています。消さずに、時間と内容を直してください。"))
    _add_log(support, move, corrects=old)


def _add_log(support: Support, move: Move, corrects: Log | None = None) -> Log:
    values = move.values
    if values["starts_at"] > move.at:
        raise Refused(_("これからのことは記録できません。始めた日時を確かめてください。"))
    if tokyo_date(values["starts_at"]) < tokyo_date(support.case.opened_at):
        raise Refused(_("支援の依頼より前の日は記録できません。始めた日時を確かめてください。"))
    _fits_into_the_day(move, corrects)
    return Log.objects.create(
        support=support,
        kind=values["kind"],
        kind_label=str(LogKind(values["kind"]).label),
        starts_at=values["starts_at"],
        minutes=values["minutes"],
        travel_minutes=values.get("travel_minutes") or 0,
        text=values["text"],
        recorder=by(move),
        recorder_name=by(move).name,
        recorded_at=move.at,
        corrects=corrects,
    )


def _fits_into_the_day(move: Move, corrects: Log | None) -> None:
    """One person cannot work more than a day has; counted over every case of the recorder."""
    day = tokyo_date(move.values["starts_at"])
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=TOKYO)
    same_day = Log.objects.filter(
        corrected_by=None, recorder=by(move), starts_at__gte=midnight, starts_at__lt=midnight + dt.timedelta(days=1)
    )
    others = same_day.exclude(pk=corrects.pk) if corrects else same_day
    spent = sum(log.minutes + log.travel_minutes for log in others)
    if spent + move.values["minutes"] + (move.values.get("travel_minutes") or 0) > rules.LONGEST_MINUTES:
        raise Refused(_("この日の記録が、合わせて24時間をこえます。二重に書いていないか確かめてください。"))


def add_task(*, support: Support, text: str, due_on: dt.date, owner: User, actor: User, at: dt.datetime) -> Task:
    if get("support").party_of(actor, support.case) != ORGANISATION:
        raise NotAllowed
    if support.case.state not in access.WORKING:
        raise Refused(_("この支援は、いま動いていません。やることは足せません。"))
    if due_on < tokyo_date(at):
        raise Refused(_("期限は、今日か、そのあとの日にしてください。"))
    if not access.workers_for(support).filter(pk=owner.pk).exists():
        raise Refused(_("この担当者は選べません。法人の担当者から選び直してください。"))
    with transaction.atomic():
        task = Task.objects.create(support=support, text=text, due_on=due_on, owner=owner, made_at=at)
        record("support.task", actor=actor, at=at, subject=support.case, detail={"task": task.pk})
    return task


def drop_task(*, task: Task, actor: User, at: dt.datetime) -> None:
    if get("support").party_of(actor, task.support.case) != ORGANISATION:
        raise NotAllowed
    with transaction.atomic():
        if not Task.objects.filter(pk=task.pk, log=None, dropped_at=None).update(dropped_at=at):
            raise Refused(_("このやることは、もう終わっています。"))
        record("support.drop_task", actor=actor, at=at, subject=task.support.case, detail={"task": task.pk})


# Months


def close_month(*, corporation: Organisation, month: dt.date, actor: User, at: dt.datetime) -> ClosedMonth:
    """Hand in a month that is over. From now on its logs stand."""
    with transaction.atomic():
        _hold(corporation)
        if rules.next_month(month) > tokyo_date(at):
            raise Refused(_("締められるのは、終わった月だけです。"))
        if queries.is_closed(corporation, month):
            raise Refused(_("この月は、もう締めています。"))
        closed = ClosedMonth.objects.create(
            corporation=corporation, month=rules.month_of(month), closed_by=actor, closed_at=at
        )
        record("support.close_month", actor=actor, at=at, subject=closed)
    return closed


def open_month(*, closed: ClosedMonth, actor: User, at: dt.datetime) -> None:
    """The ward lets a month be corrected again."""
    with transaction.atomic():
        _hold(closed.corporation)
        rows = ClosedMonth.objects.filter(pk=closed.pk, opened_at=None)
        if not rows.update(opened_at=at, opened_by=actor):
            raise Refused(_("この月は、もう開け直してあります。"))
        record("support.open_month", actor=actor, at=at, subject=closed)


def _hold(corporation: Organisation) -> None:
    """Logs and the closing of their month wait for each other."""
    Partner.objects.select_for_update(of=("self",)).get(organisation=corporation)


def _month_open(corporation: Organisation, day: dt.date) -> None:
    _hold(corporation)
    if queries.is_closed(corporation, day):
        raise Refused(
            _(
                "%(year)s年%(month)s月の記録は締めてあるので、足したり直したりできません。直すときは区に連絡してください。"
            )
            % {"year": day.year, "month": day.month}
        )


# Notices and clocks


def people_of(case: Case, party: str) -> list[User]:
    """Who is told: of the corporation its worker, or everybody until there is one; of the ward who asked."""
    support = case.support
    if party == STAFF:
        return _staff_of(support)
    if party != ORGANISATION:
        return []
    allowed = access.workers_for(support)
    return list(allowed.filter(pk=support.worker_id) if support.worker_id else allowed)


def _staff_of(support: Support) -> list[User]:
    people = {support.requested_by, support.consultation.case.assignee or support.requested_by}
    return [
        person
        for person in sorted(people, key=lambda one: one.pk)
        if person.is_active and access.party_of(person, support.case) == STAFF
    ]


def tell(support: Support, kind: str, party: str, at: dt.datetime, context: dict[str, Any]) -> None:
    """Numbers only: neither whom nor what it is about."""
    people = people_of(support.case, party)
    if people:
        path = get("support").path_of(support.case, party)
        announce(kind, recipients=people, context={"number": support.case.number, **context}, path=path, at=at)


def remind(party: str, days: int):
    def strike(case: Case, at: dt.datetime) -> None:
        tell(case.support, notices.REMIND.code, party, at, {"days": days})

    return strike


def check_due(days: int):
    """The owner is told once, however often the clock strikes."""

    def strike(case: Case, at: dt.datetime) -> None:
        if Check.objects.filter(support=case.support, day=days, result="", told_at=None).update(told_at=at):
            tell(case.support, notices.CHECK.code, ORGANISATION, at, {})

    return strike
