"""A print or a file of a protected consultation leaves the portal only when two named people want it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.lib.refusal import Refused

from .. import access
from ..models import Consultation, Release

LASTS = dt.timedelta(hours=24)


def ask_release(*, consultation: Consultation, kind: str, purpose: str, actor: User, at: dt.datetime) -> Release:
    """Raises `Refused` and `NotAllowed`."""
    access.must_know(actor, consultation)
    if not purpose.strip():
        raise Refused(_("何に使うかを書いてください。もう一人が読んで決めます。"))
    with transaction.atomic():
        release = Release.objects.create(
            consultation=consultation, kind=kind, purpose=purpose, asked_by=actor, asked_at=at
        )
        record("consultation.release_asked", actor=actor, at=at, subject=consultation, detail={"kind": kind})
    return release


def let_out(*, release: Release, actor: User, at: dt.datetime) -> None:
    """The second person. Raises `Refused`."""
    if actor.pk == release.asked_by_id:
        raise Refused(_("求めた人とは別の担当が認めてください。"))
    if not (actor.is_staff and access.may_know(actor, release.consultation)):
        raise Refused(_("この相談に指名された職員だけが認められます。"))
    with transaction.atomic():
        if not Release.objects.filter(pk=release.pk, released_at=None).update(released_by=actor, released_at=at):
            raise Refused(_("もう認められています。"))
        record("consultation.release_allowed", actor=actor, at=at, subject=release.consultation)


def take_out(*, consultation: Consultation, kind: str, actor: User, at: dt.datetime) -> None:
    """Use up a release, where one is needed. Raises `Refused`. The act is recorded either way."""
    with transaction.atomic():
        if consultation.is_protected:
            open_ones = Release.objects.filter(
                consultation=consultation, kind=kind, asked_by=actor, used_at=None, released_at__gt=at - LASTS
            )
            first = open_ones.order_by("released_at").first()
            if first is None or not Release.objects.filter(pk=first.pk, used_at=None).update(used_at=at):
                raise Refused(_("この相談の印刷・書き出しには、もう一人の担当の許可が必要です。"))
        record("consultation.released", actor=actor, at=at, subject=consultation, detail={"kind": kind})
