import datetime as dt
from typing import Any

from django.db import models, transaction

from .chain import digest_of
from .models import Entry, Head


def record(
    action: str,
    *,
    actor: models.Model | None,
    at: dt.datetime,
    subject: models.Model | None = None,
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Add an entry in the caller's transaction. `actor` is None when the portal itself acted; `detail` is JSON
    without personal data beyond what the subject's own row holds.
    """
    with transaction.atomic():
        Head.objects.get_or_create(pk=1)
        head = Head.objects.select_for_update().get(pk=1)
        entry = Entry(
            sequence=head.sequence + 1,
            at=at,
            action=action,
            actor_id=actor.pk if actor else None,
            subject_type=subject._meta.label_lower if subject else "",
            subject_key=str(subject.pk) if subject else "",
            detail=detail or {},
        )
        entry.digest = digest_of(entry, head.digest)
        entry.save(force_insert=True)
        Head.objects.filter(pk=1).update(sequence=entry.sequence, digest=entry.digest)
    return entry
