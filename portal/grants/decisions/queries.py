"""Reads of decisions: what stands, what is under way, who said what."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.cases.models import Case
from portal.cases.procedures import STAFF
from portal.grants.budget.models import Entry
from portal.grants.budget.models import Kind as EntryKind
from portal.grants.budget.queries import gauge
from portal.grants.filings.models import Grant
from portal.grants.schemes.access import officers
from portal.grants.schemes.choices import Role
from portal.grants.schemes.structure import Profile

from . import rules
from .choices import Kind, Result
from .models import Approval, Decision

RELATED = (
    "case", "grant__case__person", "grant__case__organisation", "grant__version", "filing__case", "drafted_by",
    "letter", "sheet",
)  # fmt: skip


def whole(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    return decisions.select_related(*RELATED)


def by_day(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    return whole(decisions).order_by(F("case__due_on").asc(nulls_last=True), "pk")


def of_grant(grant: Grant, party: str) -> list[Decision]:
    """All for the ward; for the applicant what has gone out. The newest first."""
    found = whole(grant.decisions.all())
    if party != STAFF:
        found = found.filter(case__state__in=rules.PUBLIC)
    return list(found.order_by("-pk"))


def cases_of(grant: Grant, party: str) -> Iterable[Case]:
    return [decision.case for decision in of_grant(grant, party)]


def under_way(grant: Grant) -> Decision | None:
    """The one that nobody has heard of yet; a grant has one at a time."""
    return grant.decisions.filter(case__state__in=rules.OPEN).select_related("case").first()


def standing(grant: Grant) -> Decision | None:
    """What holds now: the last that went out and was not given up."""
    return whole(grant.decisions.filter(case__state__in=rules.STANDING)).order_by("-pk").first()


def decided_yen(grant: Grant) -> int:
    last = standing(grant)
    return last.yen if last else 0


def is_in_kind(grant: Grant) -> bool:
    return grant.scheme.profile is Profile.IN_KIND


def held(case: Case, kind: str) -> int:
    """Yen that a grant holds of budgets, by the entries of this kind."""
    return Entry.objects.filter(case=case, kind=kind).aggregate(sum=Sum("yen"))["sum"] or 0


def spare(case: Case) -> int:
    """Yen that are bound and not paid."""
    return max(0, held(case, EntryKind.COMMIT) - held(case, EntryKind.PAY))


@dataclass(frozen=True)
class BudgetView:
    """The budget before a decision, and what is left after it; all in yen. `kept` is what the grant reserved."""

    appropriated: int
    committed: int
    reserved: int
    kept: int
    needed: int

    @property
    def left(self) -> int:
        """What is left for this decision: what was kept for it counts."""
        return self.appropriated - self.committed - self.reserved + self.kept

    @property
    def after(self) -> int:
        return self.left - self.needed

    @property
    def is_enough(self) -> bool:
        return self.needed == 0 or self.after >= 0


def budget_of(decision: Decision) -> BudgetView | None:
    """None where nothing is taken from a budget, or none was entered."""
    version = decision.grant.version
    if is_in_kind(decision.grant) or decision.kind == Kind.REFUSAL:
        return None
    found = gauge(version.scheme, version.fiscal_year)
    if found is None:
        return None
    kept = held(decision.grant.case, EntryKind.RESERVE)
    needed = rules.bound(decision.yen, decision.former_yen)
    return BudgetView(found.appropriated, found.committed, found.reserved, kept, needed)


def round_of(decision: Decision) -> int:
    """The round under way, from 1: each return begins a new one."""
    return decision.approvals.filter(result=Result.RETURNED).count() + 1


@dataclass(frozen=True)
class Stop:
    """One place of the route: who spoke there, or who may. `state`: done, returned, now, ahead."""

    role: str
    state: str
    said: Approval | None
    people: list[User]


def route_of(decision: Decision) -> list[Stop]:
    """The round under way."""
    now = round_of(decision)
    said = {one.step: one for one in decision.approvals.filter(round=now).select_related("actor")}
    stops = []
    for place, role in enumerate(decision.route):
        one = said.get(place)
        asked = decision.case.state == "circulating" and place == decision.step
        state = "done" if one else "now" if asked else "ahead"
        people = [] if one else may_speak(decision, role)
        stops.append(Stop(str(Role(role).label), state, one, people))
    return stops


def may_speak(decision: Decision, role: str) -> list[User]:
    """Holders of a role for this decision, without the drafter and those who spoke in this round."""
    spoke = set(decision.approvals.filter(round=round_of(decision)).values_list("actor", flat=True))
    out = spoke | {decision.drafted_by_id}
    return [user for user in officers(decision.grant.version.scheme, role) if user.pk not in out]


def earlier_rounds(decision: Decision) -> list[Approval]:
    """What was said in rounds that came back."""
    now = round_of(decision)
    return list(decision.approvals.filter(round__lt=now).select_related("actor").order_by("pk"))


def withdraw_until(decision: Decision) -> dt.date | None:
    """None while the letter has not arrived."""
    day = decision.reached_on
    return rules.withdraw_until(day, decision.grant.version.withdraw_days) if day else None


def may_be_given_up(decision: Decision, day: dt.date) -> bool:
    """取下げ after the decision: an award that stands, nothing under review, within the days of the version."""
    grant, until = decision.grant, withdraw_until(decision)
    stands = decision.kind in (Kind.AWARD, Kind.CHANGE) and grant.case.state == "awarded"
    return (
        stands
        and decision.case.state in rules.STANDING
        and standing(grant) == decision
        and under_way(grant) is None
        and (until is None or day <= until)
    )


def subject_line(decision: Decision) -> str:
    return _("%(scheme)s　%(kind)s") % {"scheme": decision.grant.scheme.label, "kind": decision.get_kind_display()}
