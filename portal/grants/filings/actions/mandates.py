"""Letting another organisation file, and taking that back."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.access import may_manage
from portal.accounts.models import Membership, Organisation, User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from ..models import Mandate

MOST_DAYS = 3 * 366


def _must_manage(organisation: Organisation, actor: User) -> None:
    if not may_manage(Membership.objects.filter(user=actor, organisation=organisation).first()):
        raise NotAllowed


def give(
    *, organisation: Organisation, agent: Organisation, scheme: str, ends_on: dt.date, actor: User, at: dt.datetime
) -> Mandate:
    """By an owner of the organisation. Raises `Refused`, `NotAllowed`."""
    _must_manage(organisation, actor)
    today = tokyo_date(at)
    if agent.pk == organisation.pk:
        raise Refused(_("ご自分の団体は、代理にできません。"))
    if not today <= ends_on <= today + dt.timedelta(days=MOST_DAYS):
        raise Refused(_("終わりの日は、今日から3年のうちにしてください。"))
    try:
        with transaction.atomic():
            Mandate.objects.filter(
                organisation=organisation, agent=agent, scheme=scheme, ended_at=None, ends_on__lt=today
            ).update(ended_at=at)
            mandate = Mandate.objects.create(
                organisation=organisation, agent=agent, scheme=scheme, ends_on=ends_on, given_at=at, given_by=actor
            )
            record("grant.mandate", actor=actor, at=at, subject=mandate, detail={"scheme": scheme})
    except IntegrityError:
        raise Refused(_("この団体には、もう任せています。変えるときは、先に取りやめてください。")) from None
    return mandate


def end(*, mandate: Mandate, actor: User, at: dt.datetime) -> None:
    """By an owner of either side; at once."""
    try:
        _must_manage(mandate.organisation, actor)
    except NotAllowed:
        _must_manage(mandate.agent, actor)
    with transaction.atomic():
        if Mandate.objects.filter(pk=mandate.pk, ended_at=None).update(ended_at=at):
            record("grant.mandate_ended", actor=actor, at=at, subject=mandate)
