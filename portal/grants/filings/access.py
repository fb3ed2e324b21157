"""Who may know of a grant. Every page, list, count and file begins with one of these."""

import datetime as dt

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.accounts.access import may_edit
from portal.accounts.models import Membership, Organisation, User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PERSON, STAFF
from portal.files.models import StoredFile
from portal.grants.schemes import access as duties
from portal.grants.schemes.choices import Role
from portal.lib.dates import tokyo_date

from .models import Document, Filing, Grant, Mandate

PURPOSE = "grant"
APPLICANT = (PERSON, ORGANISATION)


def grants_of_person(user: User) -> QuerySet[Grant]:
    return Grant.objects.filter(case__person=user)


def grants_of_organisation(organisation: Organisation | None) -> QuerySet[Grant]:
    """Its own, and those it files for others."""
    if organisation is None:
        return Grant.objects.none()
    for_others = mandates(timezone.now()).filter(
        Q(scheme="") | Q(scheme=OuterRef("version__scheme")),
        agent=organisation,
        organisation=OuterRef("case__organisation"),
    )
    return Grant.objects.filter(Q(case__organisation=organisation) | Exists(for_others))


def mandates(at: dt.datetime) -> QuerySet[Mandate]:
    """Those that hold at a time."""
    return Mandate.objects.filter(ended_at=None, ends_on__gte=tokyo_date(at))


def agents(organisation: int | None, scheme: str) -> QuerySet[Mandate]:
    """Who may file for an organisation now."""
    return mandates(timezone.now()).filter(Q(scheme="") | Q(scheme=scheme), organisation=organisation)


def principals(agent: Organisation | None, scheme: str) -> list[Organisation]:
    """Whom an organisation may file for now."""
    held = mandates(timezone.now()).filter(Q(scheme="") | Q(scheme=scheme), agent=agent).select_related("organisation")
    return list(dict.fromkeys(mandate.organisation for mandate in held.order_by("organisation__name", "pk")))


def grants_for_staff(user: User) -> QuerySet[Grant]:
    """Those of the schemes of this person; a draft that nobody sent is nobody's business, unless it is of paper."""
    sent = Q(filings__arrived_at__isnull=False) | Q(filings__is_on_paper=True)
    return Grant.objects.filter(sent, version__scheme__in=duties.schemes_of(user)).distinct()


def filings_for_staff(user: User) -> QuerySet[Filing]:
    sent = Q(arrived_at__isnull=False) | Q(is_on_paper=True)
    return Filing.objects.filter(sent, grant__version__scheme__in=duties.schemes_of(user))


def grant_of(case: Case) -> Grant:
    """The grant of a case of this street: its own, or that of its filing."""
    return case.grant if case.procedure == "grant" else case.filing.grant


def party_of(user: User, case: Case) -> str:
    """Who is an applicant is no officer of the same case. Those who only look are no party."""
    if case.person_id is not None and case.person_id == user.pk:
        return PERSON
    if case.organisation_id:
        member = Membership.objects.filter(user=user, organisation=case.organisation_id).first()
        if member is not None:
            return ORGANISATION if may_edit(member) else ""
        if (place := _for_agents(user, case)) is not None:
            return ORGANISATION if may_edit(place) else ""
    return STAFF if user.is_staff and duties.may_edit(user, grant_of(case).version.scheme) else ""


def _for_agents(user: User, case: Case) -> Membership | None:
    """This person's place in an organisation that files for that of the case, best one where they may write."""
    given = agents(case.organisation_id, grant_of(case).version.scheme)
    places = Membership.objects.filter(user=user, organisation__in=given.values("agent")).select_related("organisation")
    return min(places.order_by("pk"), key=lambda place: not may_edit(place), default=None)


def agent_of(user: User, case: Case) -> Organisation | None:
    """For whose agent this person files; None where they belong to the organisation itself."""
    if Membership.objects.filter(user=user, organisation=case.organisation_id).exists():
        return None
    place = _for_agents(user, case)
    return place.organisation if place else None


def applicant_of(case: Case) -> str:
    """The party that filed: for paper of somebody without an account the ward itself."""
    return PERSON if case.person_id else ORGANISATION if case.organisation_id else STAFF


def may_write(user: User, filing: Filing) -> bool:
    """The applicant; for what came on paper also the officers of the scheme."""
    party = party_of(user, filing.case)
    return party in APPLICANT or (party == STAFF and filing.is_on_paper)


def may_see_account(user: User, scheme: str) -> bool:
    """Of the staff, accounting alone."""
    return user.is_staff and Role.ACCOUNTING in duties.roles(user, scheme)


def may_read(user: Model, file: StoredFile) -> bool:
    if not isinstance(user, User):
        return False
    document = Document.objects.filter(file=file).select_related("filing__grant__version", "filing__case").first()
    if document is None:
        return False
    case = document.filing.case
    if case.person_id == user.pk:
        return True
    if case.organisation_id and Membership.objects.filter(user=user, organisation=case.organisation_id).exists():
        return True
    if case.organisation_id and _for_agents(user, case):
        return True
    return filings_for_staff(user).filter(pk=document.filing_id).exists()
