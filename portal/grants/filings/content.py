"""What is sent, as it was; and what differs between two times it was sent."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.grants.schemes.structure import FilingKind, Question, Table

from . import rules
from .facts import documents_of, rows_of
from .models import Account, Filing, Submission
from .wording import in_words


def content_of(filing: Filing) -> dict[str, Any]:
    """The account only as its last digits."""
    form, version = filing.form, filing.grant.version
    account = Account.objects.filter(grant=filing.grant_id).first() if any(t.account for t in form.tasks) else None
    return {
        "kind": filing.kind,
        "version": version.public_id,
        "checksum": version.checksum,
        "answers": rules.asked(form.questions, filing.answers),
        "rows": {
            table: [{"key": key, "values": values} for key, values in rows] for table, rows in rows_of(filing).items()
        },
        "documents": [
            {
                "slot": document.slot,
                "id": document.file.public_id,
                "name": document.file.name,
                "size": document.file.size,
                "pages": document.pages,
                "sha256": document.file.digest,
            }
            for document in documents_of(filing)
        ],
        "account": str(account or ""),
        "yen": filing.requested_yen,
    }


def digest_of(content: Mapping[str, Any]) -> str:
    """Of the same content the same, however its keys are ordered."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_as_sent(submission: Submission) -> bool:
    return digest_of(submission.content) == submission.digest


@dataclass(frozen=True)
class Difference:
    """One cell that changed: where it is (`what` and `at` as a correction names places), before and after in words."""

    what: str
    at: str
    place: str
    label: str
    before: str
    after: str


def diff(form: FilingKind, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Only what changed between two contents of the same form."""
    found = [
        Difference("question", one.key, "", label, old, new)
        for one, label, old, new in _cells(form.questions, before["answers"], after["answers"])
    ]
    for table in form.tables:
        found += _rows(table, before["rows"].get(table.code, []), after["rows"].get(table.code, []))
    found += _documents(form, before["documents"], after["documents"])
    if before["account"] != after["account"]:
        found.append(Difference("question", "account", "", _("振込先"), before["account"], after["account"]))
    return found


def _cells(questions: Any, old: Mapping, new: Mapping) -> Iterator[tuple[Question, str, str, str]]:
    for question in questions:
        if old.get(question.key) != new.get(question.key):
            words = in_words(question, old.get(question.key)), in_words(question, new.get(question.key))
            yield question, str(question.label), *words


def _rows(table: Table, old: list[dict], new: list[dict]) -> Iterator[Difference]:
    was = {row["key"]: row["values"] for row in old}
    now = {row["key"]: row["values"] for row in new}
    for key in [*was, *(key for key in now if key not in was)]:
        title = table.title(now.get(key, was.get(key, {})))
        if key not in now:
            yield Difference("row", key, title, _("行"), _("ありました"), _("外しました"))
        elif key not in was:
            yield Difference("row", key, title, _("行"), _("ありませんでした"), _("足しました"))
        else:
            for _question, label, before, after in _cells(table.columns, was[key], now[key]):
                yield Difference("row", key, title, label, before, after)


def _documents(form: FilingKind, old: list[dict], new: list[dict]) -> Iterator[Difference]:
    for slot in form.slots:
        was = [one for one in old if one["slot"] == slot.code]
        now = [one for one in new if one["slot"] == slot.code]
        if [one["sha256"] for one in was] != [one["sha256"] for one in now]:
            names = "、".join(one["name"] for one in was), "、".join(one["name"] for one in now)
            yield Difference("document", slot.code, "", str(slot.label), *names)
