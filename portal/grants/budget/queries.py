"""What is left, and whether the columns are what the entries say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from .models import Budget, Entry, Kind


@dataclass(frozen=True)
class Gauge:
    """Yen of a scheme in one fiscal year."""

    appropriated: int = 0
    committed: int = 0
    reserved: int = 0
    paid: int = 0

    @property
    def left(self) -> int:
        return self.appropriated - self.committed - self.reserved

    @property
    def rate(self) -> float:
        """執行率: committed of what may be spent, 0 to 1."""
        return self.committed / self.appropriated if self.appropriated else 0.0


def gauge(scheme: str, fiscal_year: int) -> Gauge | None:
    """None where no budget was entered."""
    row = Budget.objects.filter(scheme=scheme, fiscal_year=fiscal_year).first()
    return Gauge(row.appropriated, row.committed, row.reserved, row.paid) if row else None


PUT = (Kind.INITIAL, Kind.SUPPLEMENT, Kind.TRANSFER)


def wrong_sums() -> Iterable[str]:
    """What `verify` reads: budgets whose columns differ from their entries."""
    sums = {
        "appropriated": Sum("entries__yen", filter=Q(entries__kind__in=PUT), default=0),
        "reserved": Sum("entries__yen", filter=Q(entries__kind=Kind.RESERVE), default=0),
        "committed": Sum("entries__yen", filter=Q(entries__kind=Kind.COMMIT), default=0),
        "paid": Sum("entries__yen", filter=Q(entries__kind=Kind.PAY), default=0),
    }
    for budget in Budget.objects.annotate(**{f"sum_{name}": total for name, total in sums.items()}):
        for name in sums:
            if getattr(budget, name) != getattr(budget, f"sum_{name}"):
                yield f"budget {budget}: {name} differs from its entries"


def entries_of(budget: Budget) -> Iterable[Entry]:
    return budget.entries.select_related("case", "actor").order_by("-pk")
