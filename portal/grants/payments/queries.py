"""Reads of payments: what was paid, what is covered, lists of the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from portal.grants.budget.models import Entry
from portal.grants.budget.models import Kind as EntryKind
from portal.grants.filings.models import Account, Grant
from portal.grants.schemes.structure import Scheme, get

from .models import Batch, Payment, Recovery, Remittance

RELATED = ("grant__case__person", "grant__case__organisation", "grant__version", "decision__letter", "decision__case")


def paid_yen(grant: Grant) -> int:
    """What has left for it and is not asked back."""
    paid = grant.payments.filter(state=Payment.State.PAID).aggregate(sum=Sum("yen", default=0))["sum"]
    return paid - grant.recoveries.aggregate(sum=Sum("yen", default=0))["sum"]


def not_covered(payments: Sequence[Payment]) -> list[Payment]:
    """Those that exceed what is bound for their grant and not paid; one query for any number."""
    entries = Entry.objects.filter(case__in=[one.grant.case_id for one in payments]).order_by().values("case")
    sums = entries.annotate(
        bound=Sum("yen", filter=Q(kind=EntryKind.COMMIT), default=0),
        paid=Sum("yen", filter=Q(kind=EntryKind.PAY), default=0),
    )
    spare = {row["case"]: row["bound"] - row["paid"] for row in sums}
    return [one for one in payments if one.yen > spare.get(one.grant.case_id, 0)]


def accounts_of(payments: Iterable[Payment]) -> dict[int, Account]:
    """By the key of the grant."""
    accounts = Account.objects.filter(grant__in=[one.grant_id for one in payments])
    return {account.grant_id: account for account in accounts}


@dataclass(frozen=True)
class Group:
    """Due payments that may go into one batch."""

    scheme: Scheme
    fiscal_year: int
    payments: list[Payment]

    @property
    def yen(self) -> int:
        return sum(one.yen for one in self.payments)


def due_groups(payments: QuerySet[Payment]) -> list[Group]:
    """By scheme and year, the longest waiting first."""
    due = payments.filter(state=Payment.State.DUE).select_related(*RELATED).order_by("due_since", "pk")
    groups: dict[tuple[int, str], list[Payment]] = {}
    for one in due:
        groups.setdefault((one.grant.version.fiscal_year, one.grant.version.scheme), []).append(one)
    return [Group(get(scheme), year, found) for (year, scheme), found in sorted(groups.items())]


def batches(found: QuerySet[Batch]) -> QuerySet[Batch]:
    """With how many payments, and what they come to."""
    counted = ~Q(remittances__state=Remittance.State.OUT)
    ordered = found.select_related("made_by", "released_by", "dropped_by").order_by("-made_at", "-pk")
    return ordered.annotate(
        count=Count("remittances", filter=counted),
        yen=Sum("remittances__payment__yen", filter=counted, default=0),
        waiting=Count("remittances", filter=Q(remittances__state=Remittance.State.INSIDE)),
    )


def remittances_of(batch: Batch) -> QuerySet[Remittance]:
    rows = batch.remittances.order_by("payment__number", "pk")
    return rows.select_related(*(f"payment__{name}" for name in RELATED))


def of_grant(grant: Grant) -> tuple[list[Payment], list[Recovery]]:
    """What is to be paid or was, and what is to come back; the newest first."""
    payments = grant.payments.exclude(state=Payment.State.CANCELLED).order_by("-pk")
    sent = Prefetch("remittances", Remittance.objects.select_related("batch").order_by("-pk"))
    return list(payments.prefetch_related(sent)), list(grant.recoveries.prefetch_related("repayments").order_by("-pk"))


def recoveries(found: QuerySet[Recovery]) -> QuerySet[Recovery]:
    return found.select_related("grant__case__person", "grant__case__organisation", "grant__version", "decision__case")


def open_recoveries(found: QuerySet[Recovery]) -> QuerySet[Recovery]:
    return recoveries(found).filter(written_off_at=None, paid_back__lt=F("yen"))
