"""Neutral in subject and body: a grant tells of an income, a child, a sentence served."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cases.queries import members_of
from portal.grants.filings.models import STAFF_DESK, Grant
from portal.notices.actions import announce
from portal.notices.kinds import NoticeKind

from .addresses import mend_path

PAYMENT = NoticeKind(
    "grant_payment", gettext_lazy("補助の支払"), gettext_lazy("練馬区からのお知らせ"), "payments/notices/told.txt"
)


def paid(grant: Grant, at: dt.datetime) -> None:
    _tell(grant, _("手続きが一つ終わりました。"), grant.get_absolute_url(), at)


def check_account(grant: Grant, at: dt.datetime) -> None:
    """The way leads to where it is mended."""
    if grant.desk != STAFF_DESK:
        _tell(grant, _("登録の内容で、確かめていただきたいところがあります。"), mend_path(grant), at)


def please_look(grant: Grant, at: dt.datetime, due_on: dt.date | None = None) -> None:
    _tell(grant, _("手続きのお願いがあります。ページで確かめてください。"), grant.get_absolute_url(), at, due_on)


def _tell(grant: Grant, sentence: str, path: str, at: dt.datetime, due_on: dt.date | None = None) -> None:
    case = grant.case
    people = [case.person] if case.person else members_of(case.organisation) if case.organisation else []
    context = {"number": case.number, "sentence": sentence, "due_on": due_on}
    announce(PAYMENT.code, recipients=people, context=context, path=path, at=at)
