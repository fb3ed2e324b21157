"""Who may know of a support: the ward's staff and the corporation's people, and of a protected one only those named."""

from django.db.models import Q, QuerySet

from housing.consultations.access import for_staff, has_consent
from housing.consultations.choices import Scope
from housing.consultations.models import Consultation
from housing.homes.choices import PartnerKind
from portal.accounts.models import Membership, Organisation, Role, User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, STAFF

from .models import Support

OPEN_TO_ALL = Q(consultation__is_protected=False)
WORKING = ("accepted", "active", "housed", "evaluating")


def corporations() -> QuerySet[Organisation]:
    """Support corporations the ward has admitted."""
    return Organisation.objects.filter(partner__kind=PartnerKind.SUPPORT, partner__admitted_at__isnull=False).order_by(
        "name"
    )


def workers_of(corporation: Organisation) -> QuerySet[User]:
    members = Membership.objects.filter(organisation=corporation).exclude(role=Role.VIEWER)
    return User.objects.filter(is_active=True, pk__in=members.values("user")).order_by("name", "pk")


def workers_for(support: Support) -> QuerySet[User]:
    """Who may be in charge: of a protected consultation only people named for it."""
    workers = workers_of(support.corporation)
    protected = support.consultation.is_protected
    return workers.filter(pk__in=support.consultation.named.values("user")) if protected else workers


def supports_of(corporation: Organisation, user: User) -> QuerySet[Support]:
    """The corporation's supports, as far as this member may know of them."""
    return Support.objects.filter(OPEN_TO_ALL | _named(user), corporation=corporation)


def listed(supports: QuerySet[Support]) -> QuerySet[Support]:
    """What lists for others, figures and files are made of: never a protected one."""
    return supports.filter(OPEN_TO_ALL)


def supports_seen_by_staff(user: User) -> QuerySet[Support]:
    return Support.objects.filter(consultation__in=for_staff(user))


def told_of(support: Support) -> dict[str, str]:
    """How the person is reached: for a corporation at work, as long as the person agrees to it."""
    consultation = support.consultation
    if support.case.state not in WORKING or not has_consent(consultation, Scope.SUPPORTER):
        return {}
    return {name: getattr(consultation, name) for name in ("name", "phone", "call_word", "safe_hours")}


def party_of(user: User, case: Case) -> str:
    support = case.support
    if user.is_staff:
        return STAFF if supports_seen_by_staff(user).filter(pk=support.pk).exists() else ""
    works = workers_of(support.corporation).filter(pk=user.pk).exists()
    return ORGANISATION if works and supports_of(support.corporation, user).filter(pk=support.pk).exists() else ""


def _named(user: User) -> Q:
    return Q(consultation__in=Consultation.objects.filter(named__user=user))
