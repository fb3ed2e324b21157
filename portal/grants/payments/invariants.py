"""What must hold of payments; `manage.py verify` reads it."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum

from portal.grants.budget.models import Entry
from portal.grants.budget.models import Kind as EntryKind

from .file import digest_of, file_of
from .models import Batch, Payment, Recovery, Remittance

# Where the last remittance of a payment stands in each of its states.
STANDS = {"batched": "inside", "sent": "inside", "paid": "paid", "failed": "failed"}


def files_as_released() -> Iterator[str]:
    """What was handed over would be written the same today."""
    for batch in Batch.objects.exclude(released_at=None).iterator(chunk_size=100):
        if digest_of(file_of(batch)) != batch.digest:
            yield f"batch {batch} is not what was handed over"


def payments_and_batches() -> Iterator[str]:
    last: dict[int, Remittance] = {}
    for one in Remittance.objects.select_related("batch").order_by("pk").iterator(chunk_size=500):
        last[one.payment_id] = one
    for payment in Payment.objects.iterator(chunk_size=500):
        found = last.get(payment.pk)
        expected = STANDS.get(payment.state)
        if expected and (found is None or found.state != expected):
            yield f"payment {payment} is {payment.state}, its batch says otherwise"
        if not expected and found and found.state in ("inside", "paid"):
            yield f"payment {payment} is {payment.state}, and in a batch"
        if payment.state == "sent" and found and found.batch.released_at is None:
            yield f"payment {payment} was sent with a batch that nobody released"


def paid_as_the_budget_says() -> Iterator[str]:
    sums = dict(Payment.objects.filter(state="paid").order_by().values_list("grant__case").annotate(Sum("yen")))
    entries = Entry.objects.filter(kind=EntryKind.PAY, yen__gt=0).order_by().values_list("case").annotate(Sum("yen"))
    booked = dict(entries)
    for case in sorted({*sums, *booked}):
        if sums.get(case, 0) != booked.get(case, 0):
            yield f"case {case}: paid {sums.get(case, 0)}, in the budget {booked.get(case, 0)}"


def recoveries_are_sums() -> Iterator[str]:
    wrong = Recovery.objects.annotate(sum=Sum("repayments__yen", default=0)).filter(~Q(sum=F("paid_back")))
    for recovery in wrong:
        yield f"recovery {recovery.pk}: what came back differs from its entries"
