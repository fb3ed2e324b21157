"""The only writer of reminders: a mail on the first day on which somebody may apply."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from .models import Reminder
from .notices import REMINDER
from .structure import get


def remind(*, scheme: str, user: User, day: dt.date, at: dt.datetime) -> Reminder:
    """One for a scheme: asked again, it moves to the new day. Raises `Refused` for a day that is not to come."""
    get(scheme)
    if day <= tokyo_date(at):
        raise Refused(_("もう申請できる日です。お知らせを待たずに、申請をはじめられます。"))
    with transaction.atomic():
        reminder, _new = Reminder.objects.update_or_create(
            scheme=scheme, user=user, sent_at=None, defaults={"day": day}
        )
        record("grant_reminder.ask", actor=user, at=at, subject=reminder)
    return reminder


def forget(*, reminder: Reminder, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        record("grant_reminder.forget", actor=actor, at=at, subject=reminder)
        reminder.delete()


def send_reminders(*, at: dt.datetime, limit: int = 500) -> int:
    """Tell everybody whose day has come, once. Returns how many were told."""
    due = Reminder.objects.filter(sent_at=None, day__lte=tokyo_date(at), user__is_active=True)
    return sum(_send(pk, at) for pk in due.values_list("pk", flat=True)[:limit])


def _send(pk: int, at: dt.datetime) -> bool:
    with transaction.atomic():
        if not Reminder.objects.filter(pk=pk, sent_at=None).update(sent_at=at):
            return False
        user = Reminder.objects.select_related("user").get(pk=pk).user
        announce(REMINDER.code, recipients=[user], context={}, path=reverse("catalogue:reminders"), at=at)
    return True
