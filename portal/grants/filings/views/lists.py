"""What one has applied for: what waits first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.accounts.access import MemberRequest, PersonRequest, member_required
from portal.cases.procedures import ORGANISATION, PERSON

from .. import access, lists
from ..models import EMPLOYER_DESK, MY_DESK


@require_GET
@login_required
def mine(request: PersonRequest) -> HttpResponse:
    lines = lists.lines_of(access.grants_of_person(request.user), PERSON)
    context = {"lines": lines, "desk": MY_DESK, "heading": _("わたしの補助の申請")}
    return render(request, "filings/list.html", context)


@require_GET
@member_required()
def ours(request: MemberRequest) -> HttpResponse:
    lines = lists.lines_of(access.grants_of_organisation(request.organisation), ORGANISATION)
    context = {"lines": lines, "desk": EMPLOYER_DESK, "heading": _("団体の補助の申請")}
    return render(request, "filings/list.html", context)
