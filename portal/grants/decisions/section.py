"""Decisions on the page of a grant: for the ward all and what may be drafted, for the applicant what went out."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.cases.procedures import STAFF, get
from portal.grants.filings.models import Grant
from portal.grants.schemes import access as duties
from portal.lib.dates import tokyo_date

from . import access, queries, rules
from .choices import Kind
from .models import Decision


def of_grant(grant: Grant, party: str, user: User) -> tuple[str, dict[str, Any]] | None:
    found = queries.of_grant(grant, party)
    for decision in found:
        decision.grant = grant
    if party == STAFF:
        offers = _offers(grant, user, found)
        rows = [(one, str(get("grant_decision").state(one.case.state).label)) for one in found]
        return ("decisions/staff/section.html", {"rows": rows, "offers": offers}) if rows or offers else None
    return ("decisions/section.html", {"shown": [_shown(one, user) for one in found]}) if found else None


def _offers(grant: Grant, user: User, found: list[Decision]) -> list[tuple[str, str]]:
    """(label, address) of what this officer may draft now."""
    if not duties.may_edit(user, grant.version.scheme) or access.is_applicant(user, grant.case):
        return []
    if any(one.case.state in rules.OPEN for one in found):
        return []
    offers = []
    for filing in grant.filings.filter(case__state="verified").select_related("case"):
        for kind in rules.answers(grant.scheme.profile, filing.kind):
            address = reverse("decisions:draft", args=[filing.case.public_id, kind.value])
            offers.append((str(kind.label), address))
    if grant.case.state in rules.REVOCABLE and any(one.case.state in rules.STANDING for one in found):
        offers.append((str(Kind.REVOCATION.label), reverse("decisions:revoke", args=[grant.case.public_id])))
    return offers


def _shown(decision: Decision, user: User) -> dict[str, Any]:
    letter, version = decision.letter, decision.grant.version
    until = queries.withdraw_until(decision)
    writes = access.party_of(user, decision.case) != ""
    return {
        "decision": decision,
        "number": letter.number if letter else "",
        "standing": letter.get_standing_display() if letter and letter.standing != "valid" else "",
        "given_up": decision.case.state == "given_up",
        "yen": None if queries.is_in_kind(decision.grant) or decision.kind == Kind.REFUSAL else decision.yen,
        "until": until,
        "days": version.withdraw_days,
        "may_give_up": writes and queries.may_be_given_up(decision, tokyo_date(timezone.now())),
        "conditions": _conditions(decision),
        "objection": version.words.get("objection", ""),
    }


def _conditions(decision: Decision) -> list[str]:
    """As the letter says them."""
    return list(decision.letter.content["conditions"]) if decision.letter else []
