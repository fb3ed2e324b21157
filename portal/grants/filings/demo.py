"""Fills a filing in as its applicant would, with made-up contents where none are given."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.grants.schemes.structure import Question, Task
from portal.lib.dates import tokyo_date

from . import facts
from .actions import answering, documents, rows
from .models import Account, Filing
from .rules import shown

# One empty page.
SHEET = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
ACCOUNT = {
    "bank": "0000",
    "bank_name": "架空銀行",
    "branch": "001",
    "branch_name": "見本支店",
    "kind": "ordinary",
    "number": "1234567",
    "holder": "カクウ ミホン",
}


def fill(
    filing: Filing, answers: Mapping[str, Any], lines: Iterable[Mapping[str, Any]], actor: User, at: dt.datetime
) -> Filing:
    """All that is needed to send it. `lines` are added to the first table; answers nobody asks for are let go."""
    for task in filing.form.tasks:
        if task.questions:
            values = _values(task, {**filing.answers, **answers}, at)
            saves = Filing.objects.get(pk=filing.pk).saves
            answering.save_answers(filing=filing, task=task.code, values=values, saves=saves, actor=actor, at=at)
        if task.table:
            _add_rows(filing, task.table.code, lines, actor, at)
            lines = ()
        _add_documents(filing, task, {**filing.answers, **answers}, actor, at)
        if task.account and not Account.objects.filter(grant=filing.grant).exists():
            answering.save_account(filing=filing, values=ACCOUNT, actor=actor, at=at)
    return Filing.objects.select_related("case", "grant__case", "grant__version").get(pk=filing.pk)


def _values(task: Task, given: Mapping[str, Any], at: dt.datetime) -> dict[str, Any]:
    values = {question.key: given[question.key] for question in task.questions if question.key in given}
    for question in shown(task.questions, {**given, **values}):
        if question.required and question.key not in values:
            values[question.key] = _made_up(question, at)
    return values


def _made_up(question: Question, at: dt.datetime) -> Any:
    if question.kind == "date":
        return tokyo_date(at).isoformat()
    if question.choices:
        first = question.choices[0][0]
        return [first] if question.kind == "many" else first
    return max(question.low or 0, 1) if question.kind in ("yen", "count") else question.kind == "yes_no" or "架空"


def _add_rows(filing: Filing, table: str, lines: Iterable[Mapping[str, Any]], actor: User, at: dt.datetime) -> None:
    for line in lines:
        saves = Filing.objects.get(pk=filing.pk).saves
        rows.save_row(filing=filing, table=table, values=line, saves=saves, actor=actor, at=at)


def _add_documents(filing: Filing, task: Task, answers: Mapping[str, Any], actor: User, at: dt.datetime) -> None:
    filled = {document.slot for document in facts.documents_of(filing)}
    for slot in task.slots:
        if slot.needed(answers) and slot.code not in filled:
            upload = SimpleUploadedFile("架空.pdf", SHEET, "application/pdf")
            documents.add_document(filing=filing, slot=slot.code, upload=upload, actor=actor, at=at)
