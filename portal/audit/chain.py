"""The digest that ties each entry to the one before it."""

import datetime as dt
import hashlib
import json

from .models import Entry


def digest_of(entry: Entry, before: str) -> str:
    content = json.dumps(
        [
            before,
            entry.sequence,
            entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            entry.action,
            entry.actor_id,
            entry.subject_type,
            entry.subject_key,
            entry.detail,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(content.encode()).hexdigest()
