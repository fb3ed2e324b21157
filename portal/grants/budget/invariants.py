"""What must hold of budgets; `manage.py verify` reads it."""

from collections.abc import Iterator

from django.db.models import Q, Sum

from .models import Budget, Entry, Kind

PUT = (Kind.INITIAL, Kind.SUPPLEMENT, Kind.TRANSFER)


def _sum(way: str, *kinds: str) -> Sum:
    return Sum(f"{way}yen", filter=Q(**{f"{way}kind__in": kinds}), default=0)


def columns_are_sums() -> Iterator[str]:
    sums = {
        "appropriated": _sum("entries__", *PUT),
        "reserved": _sum("entries__", Kind.RESERVE),
        "committed": _sum("entries__", Kind.COMMIT),
        "paid": _sum("entries__", Kind.PAY),
    }
    for budget in Budget.objects.annotate(**{f"sum_{name}": total for name, total in sums.items()}):
        for name in sums:
            if getattr(budget, name) != getattr(budget, f"sum_{name}"):
                yield f"budget {budget}: {name} differs from its entries"


def cases_hold_what_they_may() -> Iterator[str]:
    """No case gave back more than it held, or was paid more than was bound for it."""
    held = Entry.objects.filter(case__isnull=False).order_by().values("budget", "case__number")
    rows = held.annotate(reserved=_sum("", Kind.RESERVE), committed=_sum("", Kind.COMMIT), paid=_sum("", Kind.PAY))
    for row in rows.filter(Q(reserved__lt=0) | Q(committed__lt=0) | Q(paid__lt=0)):
        yield f"case {row['case__number']} gave back more than it held"
    for row in rows:
        if row["paid"] > row["committed"]:
            yield f"case {row['case__number']} was paid more than was bound for it"


def transfers_balance() -> Iterator[str]:
    years = Entry.objects.filter(kind=Kind.TRANSFER).order_by().values("budget__fiscal_year").annotate(sum=Sum("yen"))
    for row in years.exclude(sum=0):
        yield f"transfers of {row['budget__fiscal_year']} do not balance"
