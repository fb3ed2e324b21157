"""What must hold of filings; `manage.py verify` reads it."""

from collections.abc import Iterator

from django.db.models import Count, Q

from . import rules
from .content import is_as_sent
from .models import Filing, Grant, Submission


def submissions_as_sent() -> Iterator[str]:
    for submission in Submission.objects.iterator(chunk_size=500):
        if not is_as_sent(submission):
            yield f"submission {submission.pk} is not what was sent"


def grants_and_filings() -> Iterator[str]:
    """Nothing that was sent is without its copy; who waits for a correction has one that is open."""
    sent = ("submitted", "resubmitted", "correction", "verified", "decided")
    for filing in Filing.objects.filter(case__state__in=sent, submissions=None):
        yield f"filing {filing.pk} was sent without a copy"
    open_ones = Filing.objects.annotate(asked=Count("corrections", filter=Q(corrections__answered_at=None)))
    for filing in open_ones.exclude(case__state="correction").filter(asked__gt=0):
        yield f"filing {filing.pk} has an open correction that nobody waits for"
    for filing in open_ones.filter(case__state="correction", asked=0):
        yield f"filing {filing.pk} waits for a correction that nobody asked for"
    working = Count("filings", filter=Q(filings__case__state__in=rules.UNFINISHED[1:-1]))
    for grant in Grant.objects.annotate(working=working).filter(working__gt=1):
        yield f"grant {grant.pk} has {grant.working} filings under review"  # type: ignore[attr-defined]
