"""Reads the whole chain and names the first row that does not fit."""

from collections.abc import Iterator

from .chain import digest_of
from .models import Entry, Head


def broken_links() -> Iterator[str]:
    before, expected = "", 1
    for entry in Entry.objects.order_by("sequence").iterator():
        if entry.sequence != expected:
            yield f"audit entry {expected} is missing"
            return
        if entry.digest != digest_of(entry, before):
            yield f"audit entry {entry.sequence} was changed after it was written"
            return
        before, expected = entry.digest, expected + 1
    head = Head.objects.filter(pk=1).first()
    if head and (head.sequence, head.digest) != (expected - 1, before):
        yield f"audit chain ends at {expected - 1}, its head says {head.sequence}"
