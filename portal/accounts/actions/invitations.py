import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from .. import notices
from ..models import Invitation, Membership, Organisation, Role, User, new_token
from ..queries import digest_of, invitation_for
from ..rules import INVITATION_LIFE


def invite(*, organisation: Organisation, email: str, role: str, actor: User, at: dt.datetime) -> Invitation:
    """Mail a link that only its address can use, for 14 days. Whether the address is known is not told."""
    token, email = new_token(), email.lower()
    if Membership.objects.filter(organisation=organisation, user__email__iexact=email).exists():
        raise Refused(_("この方は、すでにこの団体に参加しています。"))
    try:
        with transaction.atomic():
            Invitation.objects.filter(
                organisation=organisation, email__iexact=email, accepted_at=None, withdrawn_at=None
            ).update(withdrawn_at=at)
            invitation = Invitation.objects.create(
                organisation=organisation,
                digest=digest_of(token),
                email=email,
                role=role,
                invited_by=actor,
                invited_at=at,
                expires_at=at + INVITATION_LIFE,
            )
            record("accounts.invited", actor=actor, at=at, subject=organisation, detail={"role": role})
            announce(
                notices.INVITED.code,
                recipients=[email],
                context={"organisation": organisation, "role": Role(role).label, "until": invitation.expires_at},
                path=reverse("people:invitation", args=[token]),
                at=at,
            )
    except IntegrityError:
        raise Refused(_("この方には、いま招待を送ったところです。")) from None
    return invitation


def withdraw(*, invitation: Invitation, actor: User, at: dt.datetime) -> bool:
    with transaction.atomic():
        if not Invitation.objects.open(at).filter(pk=invitation.pk).update(withdrawn_at=at):
            return False
        record("accounts.invitation_withdrawn", actor=actor, at=at, subject=invitation.organisation)
    return True


def accept(*, token: str, actor: User, at: dt.datetime) -> Membership:
    """Raises `Refused` when the link is used up, over or meant for another address."""
    with transaction.atomic():
        invitation = invitation_for(token=token, user=actor, at=at)
        taken = invitation and Invitation.objects.open(at).filter(pk=invitation.pk).update(accepted_at=at)
        if not invitation or not taken:
            raise Refused(_("この招待は使えません。もう一度、招待をお願いしてください。"))
        membership, _made = Membership.objects.get_or_create(
            user=actor, organisation=invitation.organisation, defaults={"role": invitation.role, "joined_at": at}
        )
        record("accounts.joined", actor=actor, at=at, subject=membership, detail={"role": membership.role})
    return membership
