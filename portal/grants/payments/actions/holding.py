"""What is locked before money is touched."""

from collections.abc import Iterable

from portal.cases.models import Case
from portal.grants.budget.models import Budget, Entry

from ..models import Payment


def hold(case_keys: Iterable[int]) -> None:
    """Cases of grants, in the one order: no payment of theirs changes until the transaction ends."""
    list(Case.objects.select_for_update(of=("self",)).filter(pk__in=list(case_keys)).order_by("pk"))


def hold_budgets(case_keys: Iterable[int]) -> None:
    """The budgets that these cases are bound to, where several are moved in one transaction."""
    bound = Entry.objects.filter(case__in=list(case_keys)).order_by().values("budget")
    list(Budget.objects.select_for_update().filter(pk__in=bound).order_by("pk"))


def held(payments: Iterable[Payment]) -> list[Payment]:
    """As they stand now, locked by their grants."""
    keys = [payment.pk for payment in payments]
    found = Payment.objects.filter(pk__in=keys)
    hold(found.values_list("grant__case", flat=True))
    return list(found.select_related("grant__case", "grant__version", "decision__letter").order_by("pk"))
