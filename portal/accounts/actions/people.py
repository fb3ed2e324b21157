import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from portal.audit.actions import record
from portal.lib.refusal import Refused

from .. import closing
from ..models import Invitation, Membership, User, new_token


def add_person(
    *,
    email: str,
    name: str,
    at: dt.datetime,
    actor: User | None = None,
    kana: str = "",
    password: str | None = None,
    is_staff: bool = False,
    is_sample: bool = False,
) -> User:
    """Somebody whose address is known to be right; without a password they sign in by code."""
    with transaction.atomic():
        user = User.objects.create_user(
            email, password, name=name, kana=kana, is_staff=is_staff, is_sample=is_sample, date_joined=at
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        record("accounts.person_added", actor=actor, at=at, subject=user)
    return user


def rename(*, user: User, name: str, kana: str, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(name=name, kana=kana)
        record("accounts.person_renamed", actor=actor, at=at, subject=user)


def end_session(*, user: User, session_id: int, actor: User, at: dt.datetime) -> bool:
    """End one sign-in of this person on another device; False when it is not theirs or already over."""
    session = UserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        return False
    with transaction.atomic():
        session.end()
        record("accounts.session_ended", actor=actor, at=at, subject=user)
    return True


def close_account(*, user: User, actor: User, at: dt.datetime) -> None:
    """Nobody can sign in any more; what others still need stays, without name and address.

    Raises `Refused` with everything that stands in the way.
    """
    if standing := closing.obstacles(user):
        raise Refused("\n".join(standing))
    with transaction.atomic():
        for part in closing.all_parts():
            part.let_go(user, at)
        record("accounts.closed", actor=actor, at=at, subject=user)


def forget(user: User, at: dt.datetime) -> None:
    """This room's part of closing: everything by which the person can be reached or recognised."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    Invitation.objects.filter(email__iexact=user.email).delete()
    Membership.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.notices.all().delete()
    user.email, user.name, user.kana = f"{new_token().lower()}@closed.invalid", "", ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.groups.clear()
    user.save()
