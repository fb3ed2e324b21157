from django.db.models import QuerySet

from portal.accounts.access import may_edit
from portal.accounts.models import Membership, Organisation, User
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, STAFF

from .models import Vacancy


def public_vacancies() -> QuerySet[Vacancy]:
    return Vacancy.objects.filter(is_public=True)


def vacancies_of(organisation: Organisation) -> QuerySet[Vacancy]:
    return Vacancy.objects.filter(organisation=organisation)


def party_of(user: User, case: Case) -> str:
    """ "staff", "organisation" for people who may edit its vacancies, "" for everybody else."""
    if user.is_staff:
        return STAFF
    membership = Membership.objects.filter(user=user, organisation=case.organisation).first()
    return ORGANISATION if may_edit(membership) else ""
