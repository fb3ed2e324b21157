"""What waits at the desks, for those who count it there."""

from django.http import HttpRequest

from portal.cases.procedures import STAFF

from . import access
from .access import APPLICANT
from .models import Filing


def mine(request: HttpRequest) -> int:
    return _waiting(access.grants_of_person(request.user))  # type: ignore[arg-type]


def ours(request: HttpRequest) -> int:
    return _waiting(access.grants_of_organisation(request.organisation))  # type: ignore[attr-defined]


def _waiting(grants) -> int:
    return Filing.objects.filter(grant__in=grants, case__turn__in=APPLICANT).count()


def for_ward(request: HttpRequest) -> int:
    return access.filings_for_staff(request.user).filter(case__turn=STAFF).count()  # type: ignore[arg-type]
