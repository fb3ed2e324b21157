"""Answers of a filing, page by page."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed, Stale
from portal.cases.models import Case
from portal.lib.refusal import Refused

from .. import access, rules
from ..models import Account, Filing
from ..queries import scope_of


def held(filing: Filing, actor: User) -> Filing:
    """As it stands now, locked until the transaction ends. Raises `NotAllowed` and `Refused`."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=filing.case_id)
    row = Filing.objects.select_related("grant__case", "grant__version").get(pk=filing.pk)
    row.case = case
    if not access.may_write(actor, row):
        raise NotAllowed
    if case.state not in rules.WRITABLE:
        raise Refused(_("提出したあとは書き直せません。区が直しをお願いしたときに、そこだけ直せます。"))
    return row


def touch(row: Filing, at: dt.datetime, saves: int | None = None) -> None:
    """Count the save; `saves` is the count that the page showed. Raises `Stale` when somebody saved in between."""
    same = Filing.objects.filter(pk=row.pk) if saves is None else Filing.objects.filter(pk=row.pk, saves=saves)
    if not same.update(saves=F("saves") + 1, saved_at=at):
        raise Stale(_("ほかの画面で先に保存されました。今の内容とくらべてから、もう一度保存してください。"))
    row.refresh_from_db(fields=["saves", "saved_at", "answers"])


def closed() -> Refused:
    return Refused(_("ここは今、直せません。直せるのは、区がお願いしたところだけです。"))


def save_answers(
    *, filing: Filing, task: str, values: Mapping[str, Any], saves: int, actor: User, at: dt.datetime
) -> Filing:
    """Keep the answers of one page; None takes an answer away. Raises `Stale`, `Refused`, `NotAllowed`."""
    page = filing.form.task(task)
    if page is None or set(values) - {question.key for question in page.questions}:
        raise ValueError(f"not questions of {task}: {sorted(values)}")
    with transaction.atomic():
        row = held(filing, actor)
        touch(row, at, saves)
        scope = scope_of(row)
        if any(not scope.question(key) and row.answers.get(key) != value for key, value in values.items()):
            raise closed()
        answers = {**row.answers, **values}
        row.answers = {key: value for key, value in answers.items() if value is not None}
        row.save(update_fields=["answers"])
        record("grant.save", actor=actor, at=at, subject=row, detail={"task": task})
    return row


def save_account(*, filing: Filing, values: Mapping[str, str], actor: User, at: dt.datetime) -> Account:
    """Where the money goes. The audit keeps that it changed, not the number."""
    with transaction.atomic():
        row = held(filing, actor)
        if not scope_of(row).account or not any(task.account for task in row.form.tasks):
            raise closed()
        account, _new = Account.objects.update_or_create(grant=row.grant, defaults={**values, "changed_at": at})
        touch(row, at)
        record("grant.account", actor=actor, at=at, subject=row.grant)
    return account
