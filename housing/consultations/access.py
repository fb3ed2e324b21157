"""Who may know of a consultation. Every page, list, count and export begins with one of these."""

from django.db.models import Q, QuerySet

from portal.accounts.access import may_edit
from portal.accounts.models import Membership, Organisation, User
from portal.cases.actions import NotAllowed
from portal.cases.models import Case
from portal.cases.procedures import PERSON, STAFF

from .choices import Scope
from .models import Consent, Consultation, Inquiry, ReferredHome

SHOP, SUPPORTER = "shop", "supporter"


def consultations_of(user: User) -> QuerySet[Consultation]:
    return Consultation.objects.filter(case__person=user)


def listed() -> QuerySet[Consultation]:
    """What lists, searches, figures and files are made of: never a protected one."""
    return Consultation.objects.filter(is_protected=False)


def protected_for(user: User) -> QuerySet[Consultation]:
    """The protected consultations in which this person is named."""
    return Consultation.objects.filter(is_protected=True, named__user=user)


def for_staff(user: User) -> QuerySet[Consultation]:
    return Consultation.objects.filter(Q(is_protected=False) | Q(named__user=user)).distinct()


def for_supporter(user: User) -> QuerySet[Consultation]:
    """Those that a support corporation of this person accompanies; a protected one only when the person is named."""
    organisations = Membership.objects.filter(user=user).exclude(role="viewer").values("organisation")
    theirs = Consultation.objects.filter(supporter__in=organisations)
    return theirs.filter(Q(is_protected=False) | Q(named__user=user)).distinct()


def consultations_seen_by(user: User) -> QuerySet[Consultation]:
    """The rows a thread may be opened for: her own, for staff those they may know of, for supporters theirs."""
    others = for_staff(user) if user.is_staff else for_supporter(user)
    return Consultation.objects.filter(Q(case__person=user) | Q(pk__in=others.values("pk")))


def may_know(user: User, consultation: Consultation) -> bool:
    """Whether a protected consultation is there for this person at all."""
    return not consultation.is_protected or consultation.named.filter(user=user).exists()


def must_know(user: User | None, consultation: Consultation) -> None:
    """As it stands now, whatever was read before. Raises `NotAllowed`. Who acts by code, or for herself, may."""
    if user is None or user.pk == consultation.case.person_id:
        return
    if not for_staff(user).filter(pk=consultation.pk).exists():
        raise NotAllowed


def party_of(user: User, case: Case) -> str:
    if case.person_id == user.pk:
        return PERSON
    consultation = Consultation.objects.select_related("current").get(case=case)
    if user.is_staff:
        return STAFF if may_know(user, consultation) else ""
    if consultation.supporter_id and _edits(user, consultation.supporter_id) and may_know(user, consultation):
        return SUPPORTER
    return SHOP if consultation.current and _edits(user, consultation.current.organisation_id) else ""


def _edits(user: User, organisation: int) -> bool:
    return may_edit(Membership.objects.filter(user=user, organisation=organisation).first())


def inquiries_to(organisation: Organisation) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(organisation=organisation)


def homes_dealt_with(organisation: Organisation) -> QuerySet[ReferredHome]:
    """Homes of this organisation that somebody wants to see or rent."""
    return ReferredHome.objects.filter(organisation=organisation).exclude(step="shown")


def has_consent(consultation: Consultation, scope: Scope, organisation: int | None = None) -> bool:
    given = Consent.objects.filter(consultation=consultation, scope=scope, withdrawn_at=None)
    return given.filter(organisation=organisation).exists()


def lacks_consent(consultation: Consultation) -> bool:
    """Whether the shop at hand is told nothing, the consent for it having been taken back or ended by protection."""
    home = consultation.current
    return home is not None and not has_consent(consultation, Scope.SHOP, home.organisation_id)


def told_to(home: ReferredHome) -> dict[str, str]:
    """What the shop of this home may know of the person: nothing until she agrees, for this shop."""
    consultation = home.referral.consultation
    if not has_consent(consultation, Scope.SHOP, home.organisation_id):
        return {}
    return {"name": consultation.name, "phone": consultation.phone}
