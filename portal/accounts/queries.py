import datetime as dt
import hashlib
from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .models import Invitation, Membership, Organisation, Role, User

SESSION_KEY = "organisation"


def current_membership(request: HttpRequest) -> Membership | None:
    """The membership in the organisation chosen in this session, else the person's first one. One query."""
    user = request.user
    if not user.is_authenticated:
        return None
    chosen = request.session.get(SESSION_KEY, "")
    return (
        Membership.objects.filter(user=user)
        .select_related("organisation")
        .order_by(Case(When(organisation__public_id=chosen, then=Value(0)), default=Value(1)), "id")
        .first()
    )


def memberships_of(user: User) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user).select_related("organisation").order_by("id")


def people_of(organisation: Organisation) -> QuerySet[Membership]:
    return Membership.objects.filter(organisation=organisation, user__is_active=True).select_related("user")


def fingerprint(organisation: Organisation) -> str:
    """Changes with everything that staff decide on, and with their decision."""
    facts = ("name", "kana", "corporate_number", "address", "phone", "verified_at", "sent_back_at")
    return hashlib.sha256(repr([getattr(organisation, fact) for fact in facts]).encode()).hexdigest()[:16]


def organisations_to_verify() -> QuerySet[Organisation]:
    return Organisation.objects.filter(verified_at=None).order_by("created_at", "id")


def invitation_for(*, token: str, user: User, at: dt.datetime) -> Invitation | None:
    """The open invitation behind a link, if it was sent to an address this person has proved to be theirs."""
    invitation = Invitation.objects.open(at).select_related("organisation").filter(digest=digest_of(token)).first()
    if invitation is None:
        return None
    proved = EmailAddress.objects.filter(user=user, verified=True, email__iexact=invitation.email)
    return invitation if proved.exists() else None


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def organisations_left_alone(user: User) -> Iterator[str]:
    """Organisations that have other people but no other owner."""
    owned = Membership.objects.filter(user=user, role=Role.OWNER).select_related("organisation")
    for membership in owned:
        others = Membership.objects.filter(organisation=membership.organisation).exclude(user=user)
        if others.exists() and not others.filter(role=Role.OWNER).exists():
            yield _("「%(name)s」の管理者があなただけです。先に、ほかの人を管理者にしてください。") % {
                "name": membership.organisation.name
            }
