"""The only writers of cases. `perform` is the gate of every change of state."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.lib.dates import add_business_days, tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from .models import Case, ClockMark, Counter, Event
from .procedures import PORTAL, Clock, Move, Procedure, Transition, all_procedures, get

TEXT_LIMIT = 2000


class Stale(Refused):
    """Somebody acted in between; the form showed an older state."""


class NotAllowed(Exception):  # noqa: N818
    """The person is not a party who may do this. Answered as if the case were not there."""


def open_case(
    *,
    procedure: str,
    state: str,
    title: str,
    actor: User | None,
    at: dt.datetime,
    person: User | None = None,
    organisation: Organisation | None = None,
    done: str = "open",
    text: str = "",
    detail: Mapping[str, Any] | None = None,
    party: str = "",
) -> Case:
    """Open a case with its first event. The caller's transaction holds the row that belongs to it."""
    rules = get(procedure)
    with transaction.atomic():
        case = Case(
            number=_next_number(rules.prefix, tokyo_date(at).year),
            procedure=procedure,
            title=title[:120],
            state=state,
            person=person,
            organisation=organisation,
            opened_at=at,
            changed_at=at,
        )
        _settle(case, rules, at)
        case.save(force_insert=True)
        event = Event.objects.create(
            case=case,
            sequence=1,
            at=at,
            actor=actor,
            party=party or (rules.party_of(actor, case) if actor else PORTAL),
            transition=done,
            source="",
            target=state,
            text=text[:TEXT_LIMIT],
            detail=dict(detail or {}),
        )
        record(f"{procedure}.{done}", actor=actor, at=at, subject=case, detail={"to": state, "event": event.sequence})
    return case


def perform(
    *,
    case: Case,
    transition: str,
    actor: User | None,
    at: dt.datetime,
    version: int | None = None,
    values: Mapping[str, Any] | None = None,
    text: str = "",
    key: str | None = None,
) -> Event:
    """Carry out one transition, whole or not at all: state, event, the room's rows, audit, notices.

    `version` is the version the person saw; `key` makes a repeated submission return the first event.
    Raises `NotAllowed`, `Stale`, `Refused`.
    """
    with transaction.atomic():
        rules = get(case.procedure)
        step = _known(rules, transition)
        digest = _digest(transition, text, values)
        row = _hold(case, step)
        if key and (again := row.events.filter(key=key).first()):
            return _same(again, digest)
        _may(step, rules, row, actor, version)
        party = rules.party_of(actor, row) if actor else PORTAL
        move = Move(row, step, actor, party, at, values or {})
        if step.guard:
            step.guard(move)
        source, seen = row.state, row.version
        row.state = step.target if isinstance(step.target, str) else step.target(move)
        row.version, row.changed_at = seen + 1, at
        if not step.keeps_turn:
            _settle(row, rules, at)
        columns = ("state", "version", "turn", "due_on", "changed_at", "closed_at")
        if not Case.objects.filter(pk=row.pk, version=seen).update(**{name: getattr(row, name) for name in columns}):
            raise Stale(_stale())
        if step.effect:
            step.effect(move)
        event = _add_event(row, move, key, digest, text, source)
        record(
            f"{row.procedure}.{transition}",
            actor=actor,
            at=at,
            subject=row,
            detail={"from": source, "to": row.state, "event": event.sequence},
        )
        _tell(rules, row, step, event, actor, at)
    for name in columns:
        setattr(case, name, getattr(row, name))
    return event


def say(
    *, case: Case, actor: User, text: str, at: dt.datetime, key: str | None = None, internal: bool = False
) -> Event:
    """A message on the thread; the state stays. Raises `NotAllowed` and `Refused`."""
    digest = _digest("", text, None)
    with transaction.atomic():
        row = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if key and (again := row.events.filter(key=key).first()):
            return _same(again, digest)
        rules = get(row.procedure)
        party = rules.party_of(actor, row)
        if party not in rules.speakers:
            raise NotAllowed
        if not text.strip():
            raise Refused(_("メッセージを書いてから送ってください。"))
        if len(text) > TEXT_LIMIT:
            raise Refused(
                _("メッセージは%(limit)s文字までです。短くするか、2回に分けてください。") % {"limit": TEXT_LIMIT}
            )
        event = Event.objects.create(
            case=row,
            sequence=_next_sequence(row),
            at=at,
            actor=actor,
            party=party,
            text=text,
            key=key,
            digest=digest,
            internal=internal,
        )
        record(f"{row.procedure}.say", actor=actor, at=at, subject=row, detail={"event": event.sequence})
        if not internal:
            others = [other for other in rules.speakers if other != party]
            _announce(rules, row, others, _("メッセージが届きました。"), actor, at)
    return event


def assign(*, case: Case, assignee: User | None, actor: User, at: dt.datetime) -> None:
    """Give a case to a member of staff, or to nobody."""
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(assignee=assignee)
        record("case.assign", actor=actor, at=at, subject=case, detail={"assignee": assignee.pk if assignee else None})


def retitle(*, case: Case, title: str) -> None:
    """The name of the case in lists."""
    Case.objects.filter(pk=case.pk).update(title=title[:120])


def restrict(*, case: Case, restricted: bool) -> None:
    """Take a case out of the lists of this room, or put it back."""
    Case.objects.filter(pk=case.pk).update(is_restricted=restricted)


def run_clocks(*, at: dt.datetime) -> int:
    """Let every clock that is due strike once per version of a case. Returns how many struck."""
    struck = 0
    for procedure in all_procedures():
        for clock in procedure.clocks:
            due = Case.objects.filter(procedure=procedure.code, state__in=clock.states, **_since(clock, at))
            unmarked = due.exclude(clock_marks__clock=clock.code, clock_marks__version=F("version"))
            for case in unmarked.order_by("pk"):
                struck += _strike(case, clock, at)
    return struck


def _since(clock: Clock, at: dt.datetime) -> dict[str, dt.date]:
    wait = dt.timedelta(days=clock.days)
    return {f"{clock.since}__lte": tokyo_date(at) - wait} if clock.since else {"changed_at__lte": at - wait}


def _strike(case: Case, clock: Clock, at: dt.datetime) -> int:
    with transaction.atomic():
        _mark, first = ClockMark.objects.get_or_create(
            case=case, clock=clock.code, version=case.version, defaults={"at": at}
        )
        if first:
            clock.act(case, at)
    return int(first)


def _known(rules: Procedure, code: str) -> Transition:
    try:
        return rules.transition(code)
    except KeyError:
        raise NotAllowed from None


def _hold(case: Case, step: Transition) -> Case:
    """The case as it stands now, locked; with it, in the one order that cannot deadlock, what the step moves too."""
    too = step.moves_too(case) if step.moves_too else ()
    keys = [case.pk, *(other.pk for other in too)]
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}[case.pk]


def _may(step: Transition, rules: Procedure, row: Case, actor: User | None, version: int | None) -> None:
    party = rules.party_of(actor, row) if actor else PORTAL
    if party not in step.parties:
        raise NotAllowed
    if (version is not None and version != row.version) or row.state not in step.sources:
        raise Stale(_stale())


def _stale() -> str:
    return _("このページを開いたあとに、内容が変わりました。今の内容を確かめてから、もう一度お試しください。")


def _digest(transition: str, text: str, values: Mapping[str, Any] | None) -> str:
    """What was sent, so that a repeated key with another body is noticed."""
    sent = [transition, text, sorted((values or {}).items())]
    return hashlib.sha256(repr(sent).encode("utf-8", "replace")).hexdigest()[:16]


def _same(event: Event, digest: str) -> Event:
    if event.digest != digest:
        raise Stale(_("同じ画面から、ちがう内容が送られました。今の内容を確かめてください。"))
    return event


def _settle(row: Case, rules: Procedure, at: dt.datetime) -> None:
    """Whose turn it is and until when, from the state."""
    state = rules.state(row.state)
    row.turn = state.turn
    row.due_on = add_business_days(tokyo_date(at), state.days) if state.turn and state.days is not None else None
    row.closed_at = at if state.final else None


def _add_event(row: Case, move: Move, key: str | None, digest: str, text: str, source: str) -> Event:
    return Event.objects.create(
        case=row,
        sequence=_next_sequence(row),
        at=move.at,
        actor=move.actor,
        party=move.party,
        transition=move.transition.code,
        source=source,
        target=row.state,
        text=text[:TEXT_LIMIT],
        detail=move.detail,
        key=key,
        digest=digest,
    )


def _next_sequence(row: Case) -> int:
    return (row.events.aggregate(last=Max("sequence"))["last"] or 0) + 1


def _tell(rules: Procedure, row: Case, step: Transition, event: Event, actor: User | None, at: dt.datetime) -> None:
    _announce(rules, row, list(step.tells), str(step.done), actor, at)


def _announce(
    rules: Procedure, row: Case, parties: list[str], sentence: str, actor: User | None, at: dt.datetime
) -> None:
    for party in parties:
        people = [person for person in rules.people_of(row, party) if person != actor]
        if people:
            context = {"number": row.number, "title": row.title, "sentence": sentence, "due_on": row.due_on}
            announce(rules.notice, recipients=people, context=context, path=rules.path_of(row, party), at=at)


def next_value(prefix: str, year: int = 0) -> int:
    """The next whole number of a series, given once, in the caller's transaction."""
    Counter.objects.get_or_create(prefix=prefix, year=year)
    counter = Counter.objects.select_for_update().get(prefix=prefix, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _next_number(prefix: str, year: int) -> str:
    """`A-2026-00417-3`: the last digit checks the others (Luhn), so that a misread number is noticed."""
    count = next_value(prefix, year)
    return f"{prefix}-{year}-{count:05d}-{check_digit(f'{year}{count:05d}')}"


def check_digit(digits: str) -> int:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
