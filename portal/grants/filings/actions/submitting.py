"""Sending a filing, and taking it back."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.cases.actions import Stale, perform
from portal.cases.models import Case, Event
from portal.cases.procedures import ORGANISATION, STAFF, Move
from portal.grants.budget.actions import release, reserve
from portal.grants.schemes.choices import Mode
from portal.grants.schemes.structure import Profile
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from .. import access, listeners, notices, rules
from ..addresses import receipt_path
from ..content import content_of, diff, digest_of
from ..facts import calculation_of, gaps_of
from ..models import Filing, Submission
from ..queries import open_correction, people_who_file
from .following import expected_on, filing_of, follow, hand, resting_state
from .starting import window_problem

FIRST = (rules.APPLICATION, rules.CONSULTATION)
UNDER_REVIEW = {rules.REPORT: "reporting", rules.CLAIM: "paying"}


class Incomplete(Refused):
    """Something is missing; `gaps` say what, where and how to mend it."""

    def __init__(self, gaps: list[rules.Gap]):
        super().__init__(_("直すところが%(count)dか所あります。") % {"count": len(gaps)})
        self.gaps = gaps


def submit(
    *,
    filing: Filing,
    actor: User,
    at: dt.datetime,
    version: int | None = None,
    key: str | None = None,
    saves: int | None = None,
) -> Event:
    """Send a draft, or what was mended. `version` is that of its case, `saves` the count of the page that was read.

    Raises `Incomplete`, `Stale`, `Refused` (the window, the budget), `NotAllowed`; then nothing has changed.
    """
    with transaction.atomic():
        case = Case.objects.get(pk=filing.case_id)
        if key and (again := case.events.filter(key=key).first()):
            return again
        step = "resubmit" if case.state == "correction" else "submit"
        values = {} if saves is None else {"saves": saves}
        return perform(case=filing.case, transition=step, actor=actor, at=at, version=version, key=key, values=values)


def withdraw(
    *, filing: Filing, actor: User, at: dt.datetime, version: int | None = None, text: str = "", key: str | None = None
) -> Event:
    """Take a filing back; a draft is thrown away. What was reserved for it is free again."""
    return perform(case=filing.case, transition="withdraw", actor=actor, at=at, version=version, text=text, key=key)


# Guards and effects


def may_submit(move: Move) -> None:
    filing = filing_of(move)
    _must_be_the_applicant(move, filing)
    _must_be_as_read(move, filing)
    if not rules.may_send(filing.grant.scheme, filing.kind, filing.grant.case.state):
        raise Refused(_("今は、これを出せません。ほかの手続きが終わってから出してください。書いたものは残っています。"))
    day = tokyo_date(filing.arrived_at or move.at)
    if filing.kind in FIRST and (problem := window_problem(filing.grant.version, day)):
        raise Refused(problem)
    _must_be_whole(filing)


def may_resubmit(move: Move) -> None:
    """Each thing that was asked is mended or answered."""
    filing = filing_of(move)
    _must_be_the_applicant(move, filing)
    _must_be_as_read(move, filing)
    _must_be_whole(filing)
    if untouched := unanswered(filing):
        raise Refused(
            _("まだ直っていないところがあります：%(places)s。直すか、返事を書いてください。")
            % {"places": "、".join(untouched)}
        )


def unanswered(filing: Filing) -> list[str]:
    """The names of what was asked and neither mended nor answered."""
    correction = open_correction(filing)
    before = filing.submissions.latest("number").content
    touched = {(one.what, one.at) for one in diff(filing.form, before, content_of(filing))}
    tables = {table.code for table in filing.form.tables}
    any_row = any(what == "row" for what, _at in touched)
    return [
        item.label
        for item in (correction.items.all() if correction else ())
        if not item.reply and (item.what, item.at) not in touched and not (item.at in tables and any_row)
    ]


def _must_be_the_applicant(move: Move, filing: Filing) -> None:
    if move.party == STAFF and not filing.is_on_paper:
        raise Refused(_("申請した人だけが出せます。"))


def _must_be_as_read(move: Move, filing: Filing) -> None:
    saves = move.values.get("saves")
    if saves is not None and saves != filing.saves:
        raise Stale(_("確かめたあとに、ほかの画面で書き直されました。今の内容をもう一度確かめてください。"))


def _must_be_whole(filing: Filing) -> None:
    if found := gaps_of(filing):
        raise Incomplete(found)


def submitted(move: Move) -> None:
    filing = filing_of(move)
    filing.arrived_at = filing.arrived_at or move.at
    _sent(filing, move)
    follow(grant=filing.grant, state=_state_of_review(filing), at=move.at)
    listeners.tell("submitted", filing, move.at)


def resubmitted(move: Move) -> None:
    filing = filing_of(move)
    if correction := open_correction(filing):
        correction.answered_at = move.at
        correction.save(update_fields=["answered_at"])
    _sent(filing, move)
    follow(grant=filing.grant, state=_state_of_review(filing), at=move.at)


def _state_of_review(filing: Filing) -> str:
    return UNDER_REVIEW.get(filing.kind, "review")


def _sent(filing: Filing, move: Move) -> None:
    """Freeze what was sent, reserve its yen, hand it to the ward, post the receipt."""
    found = calculation_of(filing)
    filing.requested_yen = found.total if found else None
    filing.save(update_fields=["arrived_at", "requested_yen"])
    _reserve(filing, move)
    content = content_of(filing)
    submission = Submission.objects.create(
        filing=filing,
        number=filing.submissions.count() + 1,
        at=move.at,
        by=move.actor,
        content=content,
        digest=digest_of(content),
    )
    expected = expected_on(filing, filing.arrived_at or move.at)
    hand(move.case, STAFF, expected)
    move.detail["files"] = len(content["documents"])
    if move.party == ORGANISATION and move.actor and (agent := access.agent_of(move.actor, move.case)):
        move.detail["agent"] = agent.name
    _post_receipt(filing, submission, expected, move)


def _post_receipt(filing: Filing, submission: Submission, expected: dt.date, move: Move) -> None:
    """To everybody who filed, the one who pressed the button too."""
    case = filing.case
    people = [case.person] if case.person else people_who_file(case)
    context = {
        "number": case.number,
        "at": submission.at,
        "files": len(submission.content["documents"]),
        "digest": submission.digest,
        "expected": expected,
    }
    announce(notices.RECEIPT.code, recipients=people, context=context, path=receipt_path(filing), at=move.at)


def holds_budget(filing: Filing) -> bool:
    """First come, first served: the application itself takes its yen out of what is left."""
    return filing.kind == rules.APPLICATION and filing.grant.version.mode == Mode.BUDGET


def _reserve(filing: Filing, move: Move) -> None:
    if not holds_budget(filing) or filing.grant.scheme.profile is Profile.IN_KIND:
        return
    version, case = filing.grant.version, filing.grant.case
    release(case=case, actor=move.actor, at=move.at)
    if filing.requested_yen:
        reserve(
            scheme=version.scheme,
            fiscal_year=version.fiscal_year,
            yen=filing.requested_yen,
            case=case,
            actor=move.actor,
            at=move.at,
        )


def may_withdraw(move: Move) -> None:
    _must_be_the_applicant(move, filing_of(move))


def withdrawn(move: Move) -> None:
    filing = filing_of(move)
    fallen(filing, move, "withdrawn")
    listeners.tell("withdrawn", filing, move.at)


def fallen(filing: Filing, move: Move, state: str) -> None:
    """A first filing takes its grant with it; a later one lets it stand where it stood."""
    if correction := open_correction(filing):
        correction.answered_at = move.at
        correction.save(update_fields=["answered_at"])
    if holds_budget(filing):
        release(case=filing.grant.case, actor=move.actor, at=move.at)
    if filing.kind in FIRST:
        follow(grant=filing.grant, state=state, at=move.at)
    elif before := resting_state(filing.grant):
        follow(grant=filing.grant, state=before, at=move.at)
