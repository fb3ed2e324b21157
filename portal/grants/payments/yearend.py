"""Who must be decided by 31 March, has to report, and must be paid by 31 May: one list for the end of a year."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.cases.models import Case
from portal.cases.procedures import STAFF, get
from portal.grants.decisions.models import Decision
from portal.grants.decisions.rules import OPEN
from portal.grants.filings import rules as filing_rules
from portal.grants.filings.models import Filing, Grant
from portal.grants.schemes.structure import get as get_scheme

from . import rules
from .models import Payment

GRANT = ("grant__case__person", "grant__case__organisation", "grant__version")
WITH_US = filing_rules.UNFINISHED[1:]


@dataclass(frozen=True)
class Line:
    """One thing that is not done: what comes next, whose turn it is, until when."""

    grant: Grant
    number: str
    what: str
    ours: bool
    due_on: dt.date | None
    url: str


@dataclass(frozen=True)
class YearEnd:
    """Each list by its day, what has none last."""

    undecided: list[Line]
    unreported: list[Line]
    unfixed: list[Line]
    unclaimed: list[Line]
    unpaid: list[Line]


def year_end(schemes: Sequence[str], fiscal_year: int) -> YearEnd:
    filings = list(_filings(schemes, fiscal_year))
    drafts = _decisions(schemes, fiscal_year)
    sent = {(one.grant_id, one.kind) for one in filings if one.case.state not in filing_rules.FALLEN}
    working = [one for one in filings if one.case.state in WITH_US]
    grants = list(_grants(schemes, fiscal_year))
    firsts = (filing_rules.CONSULTATION, filing_rules.APPLICATION, filing_rules.CHANGE)
    return YearEnd(
        undecided=_by_day(_of_filing(one, drafts) for one in working if one.kind in firsts and _is_open(one)),
        unreported=_by_day(_missing(grants, "awarded", filing_rules.REPORT, sent)),
        unfixed=_by_day(_of_filing(one, drafts) for one in working if one.kind == filing_rules.REPORT),
        unclaimed=_by_day(
            [
                *_missing(grants, "fixed", filing_rules.CLAIM, sent),
                *(_of_filing(one, drafts) for one in working if one.kind == filing_rules.CLAIM and _is_open(one)),
            ]
        ),
        unpaid=_by_day(_of_payment(one) for one in _payments(schemes, fiscal_year)),
    )


def _filings(schemes: Sequence[str], fiscal_year: int) -> QuerySet[Filing]:
    """What arrived and stands, and what is over."""
    of_year = Filing.objects.filter(grant__version__scheme__in=schemes, grant__version__fiscal_year=fiscal_year)
    return of_year.filter(arrived_at__isnull=False).select_related("case", *GRANT).order_by("pk")


def _grants(schemes: Sequence[str], fiscal_year: int) -> QuerySet[Grant]:
    of_year = Grant.objects.filter(version__scheme__in=schemes, version__fiscal_year=fiscal_year)
    resting = of_year.filter(case__state__in=("awarded", "fixed"))
    return resting.select_related("case__person", "case__organisation", "version").order_by("pk")


def _decisions(schemes: Sequence[str], fiscal_year: int) -> dict[int, Decision]:
    """What is under way on paper, by the key of the filing it answers."""
    of_year = Decision.objects.filter(grant__version__scheme__in=schemes, grant__version__fiscal_year=fiscal_year)
    found = of_year.filter(case__state__in=OPEN, filing__isnull=False).select_related("case").order_by("pk")
    return {one.filing_id: one for one in found if one.filing_id}


def _payments(schemes: Sequence[str], fiscal_year: int) -> QuerySet[Payment]:
    of_year = Payment.objects.filter(grant__version__scheme__in=schemes, grant__version__fiscal_year=fiscal_year)
    return of_year.filter(state__in=rules.UNPAID).select_related(*GRANT).order_by("due_since", "pk")


def _is_open(filing: Filing) -> bool:
    """A claim or consultation that is right needs no more."""
    return filing.case.state != "verified" or filing.kind in filing_rules.DECIDED_BY_LETTER


def _of_filing(filing: Filing, drafts: dict[int, Decision]) -> Line:
    case, decision = filing.case, drafts.get(filing.pk)
    what = _next(decision.case) if decision else _next(case)
    url = reverse("filings:staff_filing", args=[case.public_id])
    return Line(filing.grant, case.number, f"{filing.form.label}：{what}", case.turn == STAFF, case.due_on, url)


def _next(case: Case) -> str:
    state = get(case.procedure).state(case.state)
    return str(state.next_act or state.label)


def _missing(grants: Iterable[Grant], state: str, kind: str, sent: set[tuple[int, str]]) -> list[Line]:
    """Grants that wait for a filing of this kind."""
    found = []
    for grant in grants:
        scheme = get_scheme(grant.version.scheme)
        if grant.case.state == state and scheme.offers(kind) and (grant.pk, kind) not in sent:
            what = _("%(label)sを待っています") % {"label": scheme.filing(kind).label}
            url = reverse("filings:staff_grant", args=[grant.case.public_id])
            found.append(Line(grant, grant.case.number, what, False, None, url))
    return found


def _of_payment(payment: Payment) -> Line:
    failed = payment.state == Payment.State.FAILED
    what = payment.get_state_display()
    return Line(payment.grant, payment.number, what, not failed, None, reverse("payments:index"))


def _by_day(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.due_on or dt.date.max)
