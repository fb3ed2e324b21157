"""起案: what is to be decided, written by one officer; and its end before anybody hears of it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record as note
from portal.cases.actions import NotAllowed, Stale, open_case, restrict
from portal.cases.models import Case, Event
from portal.cases.procedures import STAFF, Move
from portal.grants.filings.facts import conditions_of
from portal.grants.filings.models import Filing, Grant
from portal.grants.filings.rules import FALLEN
from portal.grants.schemes import access as duties
from portal.grants.schemes.choices import Approval as Place
from portal.lib.dates import tokyo_date
from portal.lib.money import yen as in_yen
from portal.lib.refusal import Refused

from .. import access, letters, rules
from ..choices import NEED_REASON, Kind
from ..models import Decision
from ..queries import budget_of, decided_yen, is_in_kind, standing, under_way
from .steps import keep_inside, must_be_decided_in, must_be_drafter, must_edit, of_move, step, to_ward, unbind


def draft(
    *,
    filing: Filing,
    kind: str,
    actor: User,
    at: dt.datetime,
    yen: int | None = None,
    overridden: str = "",
    reason: str = "",
    conditions: str = "",
) -> Decision:
    """On a filing that was taken as right. Without `yen` the amount is the calculated one; another needs a reason.

    Raises `NotAllowed`, `Refused`.
    """
    with transaction.atomic():
        grant = _hold(filing.grant, filing)
        row = Filing.objects.select_related("case", "verified_by").get(pk=filing.pk)
        row.grant = grant
        _may_draft(grant, actor)
        if row.case.state != "verified":
            raise Refused(_("内容を確かめた申請だけを、決定できます。"))
        if kind not in rules.answers(grant.scheme.profile, row.kind):
            raise Refused(_("この申請には、その種類の決定はできません。"))
        decision = Decision(grant=grant, filing=row, kind=kind, drafted_by=actor, calculation=row.calculation)
        decision.checklist = frozen(row)
        return _open(decision, at, yen=yen, overridden=overridden, reason=reason, conditions=conditions)


def draft_revocation(*, grant: Grant, reason: str, actor: User, at: dt.datetime, yen: int = 0) -> Decision:
    """取消し of what was decided, whole or down to `yen`. Raises `NotAllowed`, `Refused`."""
    with transaction.atomic():
        row = _hold(grant)
        _may_draft(row, actor)
        if row.case.state not in rules.REVOCABLE or standing(row) is None:
            raise Refused(_("取り消せる決定がないか、申請や報告を確かめているところです。そちらを先に終えてください。"))
        decision = Decision(grant=row, kind=Kind.REVOCATION, drafted_by=actor)
        return _open(decision, at, yen=yen, overridden="", reason=reason, conditions="")


def revise(
    *,
    decision: Decision,
    actor: User,
    at: dt.datetime,
    yen: int | None = None,
    overridden: str = "",
    reason: str = "",
    conditions: str = "",
    version: int | None = None,
) -> Decision:
    """The drafter writes it anew, before it goes round. Raises `Stale`, `NotAllowed`, `Refused`."""
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=decision.case_id)
        row = Decision.objects.select_related("grant__version", "grant__case", "filing", "drafted_by").get(
            pk=decision.pk
        )
        must_be_drafter(actor, row)
        if case.state not in rules.WRITABLE or (version is not None and version != case.version):
            raise Stale(_("このページを開いたあとに、この決定は先へ進みました。今の内容を確かめてください。"))
        _write(row, yen, overridden, reason, conditions)
        row.save(update_fields=["yen", "overridden", "reason", "conditions", "route", "step", "role"])
        note("grant_decision.revise", actor=actor, at=at, subject=row, detail={"yen": row.yen})
    decision.refresh_from_db()
    return decision


def circulate(
    *, decision: Decision, actor: User, at: dt.datetime, version: int | None = None, key: str | None = None
) -> Event:
    """回議にかける: the first role of the route is asked. Raises `Refused` for want of budget or words."""
    return step(decision=decision, transition="circulate", actor=actor, at=at, version=version, key=key)


def drop(
    *, decision: Decision, actor: User, at: dt.datetime, version: int | None = None, key: str | None = None
) -> Event:
    """取りやめる, before it goes round; an approved one only when its filing was taken back."""
    return step(decision=decision, transition="drop", actor=actor, at=at, version=version, key=key)


def frozen(filing: Filing) -> dict[str, Any]:
    """The checklist and the conditions as they stand, and of what: `submission` and `version` are digests."""
    sent = filing.submissions.order_by("-number").first()
    return {
        "lines": [
            {"label": str(line.label), "about": str(line.about), "said": filing.checked.get(line.code, "")}
            for line in filing.form.checklist
        ],
        "conditions": [
            {
                "sentence": one.sentence,
                "clause": one.clause,
                "outcome": one.outcome.value,
                "said": one.said.sentence,
            }
            for one in conditions_of(filing)
        ],
        "verified_by": str(filing.verified_by or ""),
        "submission": sent.digest if sent else "",
        "version": filing.grant.version.checksum,
    }


def _hold(grant: Grant, filing: Filing | None = None) -> Grant:
    """The grant as it stands, locked with its filing in the order of every step."""
    keys = [grant.case_id, *([filing.case_id] if filing else [])]
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    cases = {case.pk: case for case in rows}
    row = Grant.objects.select_related("version").get(pk=grant.pk)
    row.case = cases[grant.case_id]
    return row


def _may_draft(grant: Grant, actor: User) -> None:
    if not duties.may_edit(actor, grant.version.scheme) or access.is_applicant(actor, grant.case):
        raise NotAllowed
    if other := under_way(grant):
        raise Refused(_("起案中の決定（%(number)s）があります。先に、そちらを終えてください。") % {"number": other})


def _open(decision: Decision, at: dt.datetime, **terms: Any) -> Decision:
    grant = decision.grant
    decision.former_yen = decided_yen(grant)
    _write(decision, **terms)
    case = open_case(
        procedure="grant_decision",
        state="drafted",
        title=_("%(scheme)s　%(kind)s") % {"scheme": grant.scheme.label, "kind": decision.get_kind_display()},
        actor=decision.drafted_by,
        at=at,
        person=grant.case.person,
        organisation=grant.case.organisation,
        done="draft",
        party=STAFF,
    )
    if grant.case.is_restricted:
        restrict(case=case, restricted=True)
        case.is_restricted = True
    decision.case = case
    decision.save(force_insert=True)
    keep_inside(case.events.get())
    to_ward(decision, at)
    return decision


def _write(decision: Decision, yen: int | None, overridden: str, reason: str, conditions: str) -> None:
    """The terms, each as its kind allows, and the route that follows from the amount."""
    decision.overridden, decision.reason, decision.conditions = overridden.strip(), reason.strip(), conditions.strip()
    decision.yen = _amount(decision, yen)
    if decision.kind in NEED_REASON and not decision.reason:
        raise Refused(_("理由を書いてください。通知書に載ります。"))
    decision.route, decision.step, decision.role = _route(decision), 0, ""


def _amount(decision: Decision, yen: int | None) -> int:
    if decision.kind == Kind.REFUSAL or is_in_kind(decision.grant):
        return 0
    found = decision.calculation.get("total", 0)
    if decision.kind == Kind.REVOCATION:
        if yen is None or yen >= decision.former_yen:
            raise Refused(_("取消し後の額は、これまでの決定額より小さくしてください。"))
        return yen
    if decision.kind == Kind.FIXED:
        found = min(found, decision.former_yen)
        if yen is not None and yen > decision.former_yen:
            raise Refused(
                _("確定額は、交付決定額（%(yen)s）をこえられません。先に変更の決定をしてください。")
                % {"yen": in_yen(decision.former_yen)}
            )
    chosen = found if yen is None else yen
    if chosen != found and len(decision.overridden) < rules.OVERRIDE_LEAST:
        raise Refused(
            _("計算の額（%(yen)s）とちがう額にするときは、理由を%(least)d文字以上で書いてください。")
            % {"yen": in_yen(found), "least": rules.OVERRIDE_LEAST}
        )
    if not chosen and decision.kind != Kind.FIXED:
        raise Refused(_("0円の決定はできません。不交付か取消しの決定にしてください。"))
    return chosen


def _route(decision: Decision) -> list[str]:
    version = decision.grant.version
    if version.approval == Place.RECORD_ONLY:
        return []
    requested = (decision.filing.requested_yen or 0) if decision.filing else 0
    weight = rules.weight(decision.kind, decision.yen, decision.former_yen, requested)
    found = rules.tier(version.route, weight)
    if not found:
        raise Refused(_("この額の決裁の道すじが、制度の版にありません。制度の版を確かめてください。"))
    return found


# Guards and effects


def may_circulate(move: Move) -> None:
    decision = of_move(move)
    must_be_drafter(move.actor, decision)
    must_be_decided_in(Place.IN_PORTAL, decision)
    letters.check(decision, tokyo_date(move.at))
    budget = budget_of(decision)
    if budget and not budget.is_enough:
        raise Refused(
            _("予算ののこりは%(left)sで、この決定には%(needed)sが要ります。補正や流用のあとで、回してください。")
            % {"left": in_yen(budget.left), "needed": in_yen(budget.needed)}
        )


def circulated(move: Move) -> None:
    decision = of_move(move)
    decision.step, decision.role = 0, decision.route[0]
    decision.save(update_fields=["step", "role"])
    to_ward(decision, move.at)


def may_drop(move: Move) -> None:
    decision = of_move(move)
    must_edit(move.actor, decision)
    fell = decision.filing is not None and decision.filing.case.state in FALLEN
    if move.case.state == "approved" and not fell:
        raise Refused(_("決裁が済んでいます。申請が取り下げられたときだけ、取りやめられます。"))


def dropped(move: Move) -> None:
    decision = of_move(move)
    if decision.decided_on:
        unbind(decision, move.actor, move.at)


# What happens to the filing meanwhile


def filing_withdrawn(filing: Filing, at: dt.datetime) -> None:
    """Nothing is decided on what was taken back. What was approved already waits for an officer to drop it, because
    its yen are bound.
    """
    for decision in Decision.objects.filter(filing=filing, case__state__in=rules.OPEN).select_related("case"):
        case = Case.objects.select_for_update(of=("self",)).get(pk=decision.case_id)
        if case.state in rules.OPEN and case.state != "approved":
            step(decision=decision, transition="fall", actor=None, at=at)


def filing_reopened(filing: Filing, at: dt.datetime) -> None:
    """Raises `Refused`: what is being decided on must stay as it was taken as right."""
    if other := Decision.objects.filter(filing=filing, case__state__in=rules.OPEN).select_related("case").first():
        raise Refused(
            _("起案中の決定（%(number)s）があります。先に、その起案を取りやめてください。") % {"number": other}
        )
