"""The clerk's side: looking at each line, asking for a correction, taking a filing as right."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed, Stale, perform
from portal.cases.models import Case, Event
from portal.cases.procedures import STAFF, Move
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, listeners, rules
from ..facts import calculation_of
from ..models import Correction, CorrectionItem, Filing
from ..places import label_of
from ..queries import OPENED
from .following import expected_on, filing_of, follow, hand, to_applicant
from .submitting import fallen

OK = "ok"
MOST_ITEMS = 60


def opened(*, filing: Filing, actor: User, at: dt.datetime) -> None:
    """Each opening by staff is kept: it shows who is at it, and later who has read it."""
    record(OPENED, actor=actor, at=at, subject=filing.grant)


def _as_officer(filing: Filing, actor: User) -> Filing:
    """Locked. Raises `NotAllowed`, and `Refused` when it is not with the ward."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=filing.case_id)
    row = Filing.objects.select_related("grant__version").get(pk=filing.pk)
    row.case = case
    if access.party_of(actor, case) != STAFF:
        raise NotAllowed
    if case.state not in rules.WITH_THE_WARD:
        raise Refused(_("今は、区が確かめる番ではありません。"))
    return row


def check_lines(*, filing: Filing, values: Mapping[str, str], actor: User, at: dt.datetime) -> Filing:
    """What the clerk says of each line: "ok", a remark, or "" for not looked at yet. Raises `KeyError` for no line."""
    known = {line.code for line in filing.form.checklist}
    if unknown := set(values) - known:
        raise KeyError(unknown)
    with transaction.atomic():
        row = _as_officer(filing, actor)
        checked = {**row.checked, **{code: value.strip()[:300] for code, value in values.items()}}
        row.checked = {code: value for code, value in checked.items() if value}
        row.save(update_fields=["checked"])
        record("grant.check", actor=actor, at=at, subject=row, detail={"lines": sorted(values)})
    return row


def check_line(*, filing: Filing, code: str, value: str, actor: User, at: dt.datetime) -> Filing:
    return check_lines(filing=filing, values={code: value}, actor=actor, at=at)


def see_item(*, item: CorrectionItem, actor: User, at: dt.datetime) -> None:
    """The clerk has looked at what was mended."""
    with transaction.atomic():
        row = _as_officer(item.correction.filing, actor)
        CorrectionItem.objects.filter(pk=item.pk).update(seen_by=actor)
        record("grant.item_seen", actor=actor, at=at, subject=row, detail={"item": item.pk})


def ask_correction(
    *,
    filing: Filing,
    items: Iterable[tuple[str, str, str]],
    due_on: dt.date,
    actor: User,
    at: dt.datetime,
    version: int | None = None,
    key: str | None = None,
) -> Event:
    """Ask to mend places, each as (what, at, words); only these are open meanwhile, and the ward's clock rests.

    Raises `Refused` without a place, for one that is not there, and for a day that is past.
    """
    values = {"items": [tuple(item) for item in items], "due_on": due_on}
    return perform(
        case=filing.case, transition="ask_correction", actor=actor, at=at, version=version, values=values, key=key
    )


def answer_correction(*, filing: Filing, replies: Mapping[int, str], actor: User, at: dt.datetime) -> Correction:
    """What the applicant says to the items, by their keys; kept until it is sent."""
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=filing.case_id)
        correction = Correction.objects.filter(filing=filing, answered_at=None).first()
        if not access.may_write(actor, filing):
            raise NotAllowed
        if correction is None:
            raise Stale(_("直しのお願いは、もう終わっています。"))
        for item in correction.items.all():
            if item.pk in replies:
                item.reply = replies[item.pk].strip()[:600]
                item.save(update_fields=["reply"])
        record("grant.reply", actor=actor, at=at, subject=filing)
    return correction


def verify(
    *, filing: Filing, actor: User, at: dt.datetime, version: int | None = None, key: str | None = None
) -> Event:
    """Take a filing as right: the calculation is frozen. Raises `Refused` while a line of the checklist is open."""
    return perform(case=filing.case, transition="verify", actor=actor, at=at, version=version, key=key)


def reopen(*, filing: Filing, actor: User, at: dt.datetime, version: int | None = None) -> Event:
    """Look at a filing once more that was taken as right. Rooms to the right may refuse: a decision stands on it."""
    return perform(case=filing.case, transition="reopen", actor=actor, at=at, version=version)


def lapse(*, filing: Filing, actor: User, at: dt.datetime, text: str = "", version: int | None = None) -> Event:
    """End what was not mended in time."""
    return perform(case=filing.case, transition="lapse", actor=actor, at=at, text=text, version=version)


# Guards and effects


def may_ask(move: Move) -> None:
    filing, items = filing_of(move), move.values.get("items", [])
    if not items:
        raise Refused(_("直してほしいところを一つ以上選び、何を直すか書いてください。"))
    if len(items) > MOST_ITEMS:
        raise Refused(_("一度にお願いできるのは%(most)dか所までです。") % {"most": MOST_ITEMS})
    if any(not text.strip() or not label_of(filing, what, at) for what, at, text in items):
        raise Refused(_("直してほしいところの名前か、お願いのことばがありません。"))
    if move.values["due_on"] <= tokyo_date(move.at):
        raise Refused(_("期限は、明日より後の日にしてください。"))


def correction_asked(move: Move) -> None:
    filing = filing_of(move)
    correction = Correction.objects.create(
        filing=filing, asked_at=move.at, asked_by=move.actor, due_on=move.values["due_on"]
    )
    CorrectionItem.objects.bulk_create(
        CorrectionItem(correction=correction, what=what, at=at, label=label_of(filing, what, at)[:120], text=text)
        for what, at, text in move.values["items"]
    )
    to_applicant(filing, move.values["due_on"])
    follow(grant=filing.grant, state="correction", at=move.at)


def may_verify(move: Move) -> None:
    filing = filing_of(move)
    if open_lines := [str(line.label) for line in filing.form.checklist if line.code not in filing.checked]:
        raise Refused(_("まだ確かめていない項目があります：%(lines)s") % {"lines": "、".join(open_lines)})


def verified(move: Move) -> None:
    """Where a decision follows it stays with the ward until the same day; where none does, nobody has to act here."""
    filing = filing_of(move)
    found = calculation_of(filing)
    filing.calculation = found.as_json() if found else {}
    filing.verified_by = move.actor
    filing.save(update_fields=["calculation", "verified_by"])
    if filing.kind in rules.DECIDED_BY_LETTER:
        hand(move.case, STAFF, expected_on(filing, filing.arrived_at or move.at))
        follow(grant=filing.grant, state="deciding", at=move.at)
    else:
        hand(move.case, "", None)
        if filing.kind == rules.CONSULTATION:
            follow(grant=filing.grant, state="preparing", at=move.at)
    listeners.tell("verified", filing, move.at)


def reopened(move: Move) -> None:
    filing = filing_of(move)
    Filing.objects.filter(pk=filing.pk).update(calculation={}, verified_by=None)
    listeners.tell("reopened", filing, move.at)
    hand(move.case, STAFF, expected_on(filing, filing.arrived_at or move.at))
    follow(grant=filing.grant, state="reporting" if filing.kind == rules.REPORT else "review", at=move.at)


def may_reopen(move: Move) -> None:
    if filing_of(move).kind not in rules.DECIDED_BY_LETTER:
        raise Refused(_("これは、確かめた時点で次の手続きに進んでいます。"))


def may_lapse(move: Move) -> None:
    if move.case.due_on and tokyo_date(move.at) <= move.case.due_on:
        raise Refused(_("期限の日が過ぎるまでは、打ち切れません。"))


def lapsed(move: Move) -> None:
    filing = filing_of(move)
    fallen(filing, move, "lapsed")
    listeners.tell("lapsed", filing, move.at)
