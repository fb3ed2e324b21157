import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from .. import notices, verification
from ..models import Invitation, Membership, Organisation, Role, User
from ..queries import fingerprint, people_of


def register_organisation(
    *, corporate_number: str, name: str, kana: str, address: str, phone: str, actor: User, at: dt.datetime
) -> Organisation:
    """The person who registers a legal body becomes its owner; staff then verify it."""
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                corporate_number=corporate_number, name=name, kana=kana, address=address, phone=phone, created_at=at
            )
            Membership.objects.create(user=actor, organisation=organisation, role=Role.OWNER, joined_at=at)
            record("accounts.organisation_registered", actor=actor, at=at, subject=organisation)
            staff = User.objects.filter(is_staff=True, is_active=True)
            announce(
                notices.TO_VERIFY.code,
                recipients=staff,
                context={"organisation": organisation},
                path=reverse("people:staff_organisation", args=[organisation.public_id]),
                at=at,
            )
    except IntegrityError:
        raise Refused(
            _("この法人番号の団体は、すでに登録されています。その団体の管理者の方に、招待をお願いしてください。")
        ) from None
    return organisation


def change_organisation(
    *, organisation: Organisation, name: str, kana: str, address: str, phone: str, actor: User, at: dt.datetime
) -> None:
    """A new name must be looked at again; an organisation that was sent back returns to the list of the staff."""
    changed = {"name": name, "kana": kana, "address": address, "phone": phone, "sent_back_at": None}
    if name != organisation.name:
        changed |= {"verified_at": None, "verified_by": None}
    with transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(**changed, sent_back_reason="")
        record("accounts.organisation_changed", actor=actor, at=at, subject=organisation)


def verify_organisation(*, organisation: Organisation, seen: str, actor: User, at: dt.datetime) -> None:
    """Raises `Refused` when it is no longer what `seen` (its `fingerprint`) says that staff looked at."""
    with transaction.atomic():
        _as_seen(organisation, seen).update(verified_at=at, verified_by=actor, sent_back_at=None, sent_back_reason="")
        record("accounts.organisation_verified", actor=actor, at=at, subject=organisation)
        verification.tell(organisation, actor, at)
        _tell_owners(notices.VERIFIED, organisation, at)


def send_back_organisation(*, organisation: Organisation, reason: str, seen: str, actor: User, at: dt.datetime) -> None:
    """Ask for a correction; takes a verification back as well. Raises `Refused` as `verify_organisation` does."""
    with transaction.atomic():
        _as_seen(organisation, seen).update(
            verified_at=None, verified_by=None, sent_back_at=at, sent_back_reason=reason
        )
        record("accounts.organisation_sent_back", actor=actor, at=at, subject=organisation, detail={"reason": reason})
        organisation.sent_back_reason = reason
        _tell_owners(notices.SENT_BACK, organisation, at)


def _as_seen(organisation: Organisation, seen: str) -> QuerySet[Organisation]:
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if fingerprint(now) != seen:
        raise Refused(_("このページを開いたあとに、団体の内容か状態が変わりました。今の内容を確かめてください。"))
    return Organisation.objects.filter(pk=now.pk)


def change_role(*, membership: Membership, role: str, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        _keep_an_owner(membership, role)
        Membership.objects.filter(pk=membership.pk).update(role=role)
        record("accounts.role_changed", actor=actor, at=at, subject=membership, detail={"role": role})


def end_membership(*, membership: Membership, actor: User, at: dt.datetime) -> None:
    """Somebody leaves or is removed, with the invitations they sent; takes effect with their next request."""
    with transaction.atomic():
        _keep_an_owner(membership, None)
        record("accounts.membership_ended", actor=actor, at=at, subject=membership.organisation)
        invited = Invitation.objects.filter(organisation=membership.organisation_id, invited_by=membership.user_id)
        invited.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=at)
        Membership.objects.filter(pk=membership.pk).delete()


def _keep_an_owner(membership: Membership, role: str | None) -> None:
    """Locks the organisation's row, so that two owners cannot step down at the same moment."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    others = Membership.objects.filter(organisation=membership.organisation_id, role=Role.OWNER).exclude(
        pk=membership.pk
    )
    if role != Role.OWNER and not others.exists():
        raise Refused(_("管理者が一人もいなくなります。先に、ほかの人を管理者にしてください。"))


def _tell_owners(kind, organisation: Organisation, at: dt.datetime) -> None:
    announce(
        kind.code,
        recipients=[member.user for member in people_of(organisation).filter(role=Role.OWNER)],
        context={"organisation": organisation},
        path=reverse("people:organisation", args=[organisation.public_id]),
        at=at,
    )
