"""Who may know of a decision, and who takes part in it."""

from django.db.models import Model, Q, QuerySet

from portal.accounts.access import may_edit
from portal.accounts.models import Membership, User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PERSON, STAFF
from portal.files.models import StoredFile
from portal.grants.schemes import access as duties
from portal.grants.schemes.choices import Role
from portal.letters.models import Letter

from . import rules
from .models import Decision

SHEET = "grant.sheet"
ACTING = (Role.CLERK, Role.CHIEF, Role.MANAGER, Role.DIRECTOR, Role.ACCOUNTING)


def decisions_for_staff(user: User) -> QuerySet[Decision]:
    """Those of the schemes of this officer."""
    return Decision.objects.filter(grant__version__scheme__in=duties.schemes_of(user))


def decisions_of_applicant(user: User) -> QuerySet[Decision]:
    """What has gone out, to this person or to an organisation of this person, whatever the place in it."""
    mine = Q(grant__case__person=user) | Q(
        grant__case__organisation__in=Membership.objects.filter(user=user).values("organisation")
    )
    return Decision.objects.filter(mine, case__state__in=rules.PUBLIC)


def party_of(user: User, case: Case) -> str:
    """Who is an applicant is no officer of the same case. Those who only look are no party."""
    if case.person_id is not None and case.person_id == user.pk:
        return PERSON
    if case.organisation_id:
        member = Membership.objects.filter(user=user, organisation=case.organisation_id).first()
        if member is not None:
            return ORGANISATION if may_edit(member) else ""
    scheme = Decision.objects.values_list("grant__version__scheme", flat=True).get(case=case)
    return STAFF if user.is_staff and duties.roles(user, scheme) & set(ACTING) else ""


def is_applicant(user: User, case: Case) -> bool:
    """Also somebody who only reads for the organisation."""
    if case.person_id is not None and case.person_id == user.pk:
        return True
    members = Membership.objects.filter(user=user, organisation=case.organisation_id)
    return bool(case.organisation_id) and members.exists()


def my_turn(user: User) -> Q:
    """The decisions this officer is asked about now: by role, what came back, what was approved."""
    held, turn = duties.held_by(user), Q(pk__in=[])
    for scheme in held.schemes():
        own = held.roles(scheme)
        asked = Q(case__state="circulating", role__in=own) & ~Q(drafted_by=user)
        if own & duties.CLERKS:
            asked |= Q(case__state="approved")
        turn |= Q(grant__version__scheme=scheme) & asked
    return turn | Q(case__state__in=rules.WRITABLE, drafted_by=user)


def letter_reader(user: Model, letter: Letter) -> bool:
    decision = Decision.objects.filter(letter=letter).select_related("grant__version", "case").first()
    if decision is None or not isinstance(user, User):
        return False
    return is_applicant(user, decision.case) or duties.may_see(user, decision.grant.version.scheme)


def letter_addressee(user: Model, letter: Letter) -> bool:
    decision = Decision.objects.filter(letter=letter).select_related("case").first()
    return decision is not None and isinstance(user, User) and is_applicant(user, decision.case)


def may_read_sheet(user: Model, file: StoredFile) -> bool:
    return isinstance(user, User) and decisions_for_staff(user).filter(sheet=file).exists()
