"""Fills a made-up filing page by page, by the acts that people use."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.grants.schemes.structure import Task

from .actions.answering import save_account, save_answers
from .actions.documents import add_document
from .actions.rows import save_row
from .models import Filing

SHEET = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page>>endobj\n%%EOF\n"
)
ACCOUNT = {
    "bank": "0000",
    "bank_name": "架空銀行",
    "branch": "000",
    "branch_name": "架空支店",
    "kind": "ordinary",
    "number": "0000000",
    "holder": "カクウ",
}


def fill(
    filing: Filing, answers: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], actor: User, at: dt.datetime
) -> Filing:
    """Every task of the filing: `answers` hold what its questions ask, `rows` are those of its one table."""
    for task in filing.form.tasks:
        filing = _answer(filing, task, answers, actor, at)
        for row in rows if task.table else ():
            save_row(filing=filing, table=task.table.code, values=row, saves=filing.saves, actor=actor, at=at)
            filing.refresh_from_db()
        for slot in task.slots:
            sheet = SimpleUploadedFile(f"{slot.code}.pdf", SHEET, "application/pdf")
            add_document(filing=filing, slot=slot.code, upload=sheet, actor=actor, at=at)
            filing.refresh_from_db()
        if task.account:
            save_account(filing=filing, values=ACCOUNT, actor=actor, at=at)
            filing.refresh_from_db()
    return filing


def _answer(filing: Filing, task: Task, answers: Mapping[str, Any], actor: User, at: dt.datetime) -> Filing:
    values = {question.key: answers[question.key] for question in task.questions if question.key in answers}
    if not values:
        return filing
    save_answers(filing=filing, task=task.code, values=values, saves=filing.saves, actor=actor, at=at)
    filing.refresh_from_db()
    return filing
