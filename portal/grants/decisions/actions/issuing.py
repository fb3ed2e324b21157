"""施行: the letter with its number, and everything that follows from it, in one transaction."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.cases.actions import NotAllowed
from portal.cases.models import Event
from portal.cases.procedures import Move
from portal.grants.filings.actions import following
from portal.grants.filings.rules import FALLEN
from portal.letters.actions import end
from portal.letters.choices import Standing
from portal.lib.refusal import Refused

from .. import letters, listeners, rules
from ..choices import Kind
from ..models import Decision
from .steps import hold_budget, must_edit, of_move, set_free, step


def issue(
    *, decision: Decision, actor: User, at: dt.datetime, version: int | None = None, key: str | None = None
) -> Event:
    """Number, PDF, notice; the filing is decided, the grant follows. Raises `Refused`, `Stale`, `NotAllowed`."""
    return step(decision=decision, transition="issue", actor=actor, at=at, version=version, key=key)


@dataclass(frozen=True)
class Issued:
    """What became of one of many; `problem` says why nothing did."""

    decision: Decision
    problem: str = ""


def issue_all(*, decisions: Iterable[Decision], actor: User, at: dt.datetime) -> list[Issued]:
    """Each whole or not at all; one that cannot go out does not hold up the others."""
    return [_one_of_many(decision, actor, at) for decision in decisions]


def _one_of_many(decision: Decision, actor: User, at: dt.datetime) -> Issued:
    try:
        issue(decision=decision, actor=actor, at=at)
    except Refused as refused:
        return Issued(decision, str(refused))
    except NotAllowed:
        return Issued(decision, _("この決定を施行する役割がありません。"))
    return Issued(decision)


# Guards and effects


def may_issue(move: Move) -> None:
    decision = of_move(move)
    must_edit(move.actor, decision)
    if decision.filing and decision.filing.case.state in FALLEN:
        raise Refused(_("申請が取り下げられました。この決定は、取りやめてください。"))
    if decision.filing is None and decision.grant.case.state not in rules.REVOCABLE:
        raise Refused(_("申請や報告を確かめているところです。そちらを終えてから、取消しを施行してください。"))


def issued(move: Move) -> None:
    decision = of_move(move)
    hold_budget(decision)
    before = _earlier(decision)
    decision.letter = letters.issue(decision, move.actor, move.at)  # type: ignore[arg-type]
    decision.save(update_fields=["letter"])
    set_free(decision, move.actor, move.at)
    _end_earlier(decision, before, move)
    if decision.filing:
        following.decided(filing=decision.filing, at=move.at)
    if state := _leads_to(decision):
        following.follow(grant=decision.grant, state=state, at=move.at)
    move.detail["letter"] = decision.letter.number
    listeners.issued(decision, move.at)


def _leads_to(decision: Decision) -> str:
    """A part that is taken back leaves the grant where it stands."""
    if decision.kind == Kind.REVOCATION and decision.yen:
        return ""
    return rules.LEADS_TO[decision.kind]


def _earlier(decision: Decision) -> list[Decision]:
    """Those whose letters a change supersedes and a revocation ends; a fixing adds to them."""
    if decision.kind not in (Kind.CHANGE, Kind.REVOCATION):
        return []
    others = decision.grant.decisions.exclude(pk=decision.pk)
    return list(others.filter(letter__standing=Standing.VALID).select_related("letter").order_by("pk"))


def _end_earlier(decision: Decision, before: list[Decision], move: Move) -> None:
    whole = decision.kind == Kind.REVOCATION and not decision.yen
    standing = Standing.REVOKED if whole else Standing.SUPERSEDED
    for one in before:
        end(letter=one.letter, standing=standing, by=decision.letter, actor=move.actor, at=move.at)  # type: ignore[arg-type]
