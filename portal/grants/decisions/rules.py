"""Which decision answers which filing, whom it passes, who may speak. Pure: no rows are read here."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from portal.grants.schemes.choices import Role
from portal.grants.schemes.structure import Profile

from .choices import Kind

OPEN = ("drafted", "circulating", "returned", "approved")
WRITABLE = ("drafted", "returned")
PUBLIC = ("issued", "reached", "given_up")
STANDING = ("issued", "reached")
OVERRIDE_LEAST = 10  # characters of the reason for another amount than the calculated

FIRST_ANSWERS = (Kind.AWARD, Kind.REFUSAL)
LATER_ANSWERS: Mapping[str, tuple[Kind, ...]] = {"change": (Kind.CHANGE,), "report": (Kind.FIXED,)}
# What a grant becomes when the letter goes out.
LEADS_TO: Mapping[str, str] = {
    Kind.AWARD: "awarded",
    Kind.AWARD_FIXED: "fixed",
    Kind.REFUSAL: "refused",
    Kind.CHANGE: "awarded",
    Kind.FIXED: "fixed",
    Kind.REVOCATION: "revoked",
}
# In these a grant rests: nothing of it is under review, so that it can be revoked.
REVOCABLE = ("awarded", "fixed", "paying", "paid")
# 代決: who may act for an absent holder of a role. Accounting is asked as a section; nobody stands in for it.
STAND_INS: Mapping[str, frozenset[str]] = {
    Role.CHIEF: frozenset({Role.MANAGER}),
    Role.MANAGER: frozenset({Role.CHIEF, Role.DIRECTOR}),
    Role.DIRECTOR: frozenset({Role.MANAGER}),
}


def answers(profile: Profile, filing_kind: str) -> tuple[Kind, ...]:
    """The decisions that may answer a filing of this kind; none where being right is enough (a claim)."""
    if filing_kind == "application":
        return (Kind.AWARD_FIXED, Kind.REFUSAL) if profile is Profile.AFTERWARDS else FIRST_ANSWERS
    if profile in (Profile.AFTERWARDS, Profile.IN_KIND):
        return ()
    return LATER_ANSWERS.get(filing_kind, ())


def weight(kind: str, yen: int, former: int, requested: int) -> int:
    """The yen by which the route is chosen: who may give an amount also says no to it, and takes it away."""
    if kind == Kind.REFUSAL:
        return requested
    return former - yen if kind == Kind.REVOCATION else yen


def tier(route: Sequence[Mapping[str, Any]], yen: int) -> list[str]:
    """The roles an amount passes, in order; none where no tier reaches so far."""
    reaching = [one for one in route if one["up_to"] is None or yen <= one["up_to"]]
    if not reaching:
        return []
    lowest = min(reaching, key=lambda one: (one["up_to"] is None, one["up_to"] or 0))
    return list(lowest["steps"])


def bound(yen: int, former: int) -> int:
    """Yen of the budget that an approval binds beyond what was decided before."""
    return max(0, yen - former)


def freed(yen: int, former: int) -> int:
    """Yen of the budget that are free again once the letter is out."""
    return max(0, former - yen)


def may_stand_in(role: str, own: Collection[str]) -> bool:
    return bool(STAND_INS.get(role, frozenset()) & set(own))


def withdraw_until(reached_on: dt.date, days: int) -> dt.date:
    """The last day; the day on which the letter arrived does not count."""
    return reached_on + dt.timedelta(days=days)
