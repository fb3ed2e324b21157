import datetime as dt
import logging
import smtplib
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.db.models import F, Q
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import gettext as _

from . import kinds
from .models import Mail, Notice

logger = logging.getLogger(__name__)
LEASE = dt.timedelta(minutes=10)
PAUSES = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)]
SMTP_SECONDS = 10


def announce(
    code: str,
    *,
    recipients: Iterable[models.Model | str],
    context: Mapping[str, Any],
    path: str,
    at: dt.datetime,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Tell people in the caller's transaction: users in their inbox and by mail, plain addresses by mail alone.

    `path` is a site-relative link. Nobody is told twice.
    """
    if not path.startswith("/"):
        raise ValueError("a notice links inside the portal")
    kind = kinds.get(code)
    people = list(dict.fromkeys(recipients))
    users = [person for person in people if isinstance(person, models.Model)]
    addresses = [_address(person) for person in people if _reachable(person)]
    body = _text(kind.template, context)
    with transaction.atomic():
        Notice.objects.bulk_create(
            Notice(user_id=user.pk, kind=code, subject=str(kind.subject), body=body, path=path, created_at=at)
            for user in users
        )
        if kind.mail:
            letter = _letter(body, path)
            for address in dict.fromkeys(addresses):
                post(kind=code, to=address, subject=str(kind.subject), body=letter, at=at, headers=headers)


def post(
    *,
    kind: str,
    to: str,
    subject: str,
    body: str,
    at: dt.datetime,
    headers: Mapping[str, str] | None = None,
    expires_at: dt.datetime | None = None,
) -> Mail:
    """Put one mail into the outbox. After `expires_at` it is thrown away unsent."""
    return Mail.objects.create(
        kind=kind,
        to=to,
        subject=subject,
        body=body,
        headers=dict(headers or {}),
        created_at=at,
        next_at=at,
        expires_at=expires_at,
    )


def withdraw(
    *,
    paths: Iterable[str],
    keep: Iterable[models.Model] = (),
    only: Iterable[models.Model] | None = None,
    code: str = "",
) -> int:
    """Take back what points to `paths` (site-relative links), in the caller's transaction: unsent mail is thrown away,
    what lies in an inbox is removed. Returns how many.

    `keep` still hear of it; `only` narrows it to these people, `code` to one kind. Mail that has left stays sent.
    """
    links, kept = list(paths), list(keep)
    points = Q(pk__in=[])  # to no link at all points no mail
    for path in links:
        points |= Q(body__contains=f"{settings.PORTAL_URL}{path}\n")  # a line of its own in notices/letter.txt
    waiting = Mail.objects.filter(points).exclude(state__in=[Mail.State.SENT, Mail.State.EXPIRED])
    waiting = waiting.exclude(to__in=[_address(person) for person in kept])
    told = Notice.objects.filter(path__in=links).exclude(user__in=[person.pk for person in kept])
    if only is not None:
        people = list(only)
        waiting = waiting.filter(to__in=[_address(person) for person in people])
        told = told.filter(user__in=[person.pk for person in people])
    if code:
        waiting, told = waiting.filter(kind=code), told.filter(kind=code)
    return waiting.update(state=Mail.State.EXPIRED, body="") + told.delete()[0]


def deliver(*, at: dt.datetime, limit: int = 100) -> int:
    """Send what is due; returns how many mails left. Safe to run in several processes at once."""
    due = list(Mail.objects.due(at, LEASE).order_by("next_at", "id")[:limit])
    if not due:
        return 0
    connection = get_connection(timeout=SMTP_SECONDS)
    try:
        return sum(send(mail, at=at, connection=connection) for mail in due)
    finally:
        connection.close()


def send(mail: Mail, *, at: dt.datetime, connection: BaseEmailBackend | None = None) -> bool:
    """Claim one mail by a conditional update and try to send it now; True when it left."""
    claim = Mail.objects.filter(pk=mail.pk, state=mail.state, claimed_at=mail.claimed_at)
    if not claim.update(state=Mail.State.SENDING, claimed_at=at, attempts=F("attempts") + 1):
        return False
    if mail.expires_at and mail.expires_at <= at:
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.EXPIRED, body="")
        return False
    try:
        _message(mail, connection or get_connection(timeout=SMTP_SECONDS)).send()
    except Exception as error:  # whatever a mail server does must not stop the next mail
        _put_back(mail, error, at)
        return False
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=at, body="", error="")
    return True


def retry(mail: Mail, *, at: dt.datetime) -> bool:
    """Try a failed mail once more, from the first pause on."""
    failed = Mail.objects.filter(pk=mail.pk, state=Mail.State.FAILED)
    return bool(failed.update(state=Mail.State.WAITING, attempts=0, next_at=at, error=""))


def mark_read(notices: models.QuerySet[Notice], *, at: dt.datetime) -> int:
    return notices.filter(read_at=None).update(read_at=at)


def _address(person: models.Model | str) -> str:
    return person if isinstance(person, str) else person.email  # type: ignore[attr-defined]


def _reachable(person: models.Model | str) -> bool:
    return isinstance(person, str) or bool(person.is_active and person.email)  # type: ignore[attr-defined]


def _text(template: str, context: Mapping[str, Any]) -> str:
    """Plain text: nothing is escaped, because nothing is HTML."""
    return get_template(template).template.render(Context(dict(context), autoescape=False)).strip()  # type: ignore[attr-defined]


def _letter(body: str, path: str) -> str:
    context = {"body": body, "url": f"{settings.PORTAL_URL}{path}", "site": settings.SITE_NAME}
    return _text("notices/letter.txt", context)


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMessage:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">")
    headers = {"Message-ID": f"<{mail.public_id}@{host}>", "Auto-Submitted": "auto-generated", **mail.headers}
    return EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers, connection=connection)


def _put_back(mail: Mail, error: Exception, at: dt.datetime) -> None:
    """Later again with growing pauses; at once given up when the server refuses the address for good."""
    logger.warning("mail %s was not sent: %s", mail.public_id, type(error).__name__)
    sent = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING)
    if _is_final(error) or mail.attempts >= len(PAUSES):
        sent.update(state=Mail.State.FAILED, error=_reason(error))
    else:
        sent.update(state=Mail.State.WAITING, next_at=at + PAUSES[mail.attempts], error=_reason(error))


def _is_final(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reply in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 550


def _reason(error: Exception) -> str:
    """For staff, in plain words, without the address."""
    if _is_final(error):
        return _("相手のメールサーバーが受け取りを断りました。")
    if isinstance(error, OSError):
        return _("メールサーバーにつながりませんでした。")
    return _("メールサーバーが受け付けませんでした。")
