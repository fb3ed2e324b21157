from django.contrib.auth.decorators import login_required
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from portal.accounts.access import MemberRequest, PersonRequest, member_required, staff_required
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PERSON, STAFF, get
from portal.cases.queries import inbox, waiting_for, with_rows
from portal.grants.schemes.desk import held
from portal.lib.dates import tokyo_date
from portal.notices.queries import latest

from .filters import InboxFilter


def _rows(cases, party: str) -> list[dict]:
    today = tokyo_date(timezone.now())
    rows = []
    for case in cases:
        procedure = get(case.procedure)
        rows.append(
            {
                "case": case,
                "kind": procedure.label,
                "act": procedure.state(case.state).next_act or procedure.state(case.state).label,
                "url": procedure.path_of(case, party),
                "days": (case.due_on - today).days if case.due_on else None,
            }
        )
    return rows


@login_required
@never_cache
def my(request: PersonRequest) -> HttpResponse:
    """My page: what waits for me first, then where my things are."""
    cases = with_rows(waiting_for(request.user, None))
    context = {
        "todo": _rows(cases, PERSON),
        "notices": latest(request.user, 5),
    }
    return render(request, "front/my.html", context)


@member_required()
@never_cache
def employer(request: MemberRequest) -> HttpResponse:
    organisation = request.organisation
    cases = with_rows(waiting_for(request.user, organisation).filter(organisation=organisation, turn=ORGANISATION))
    context = {"todo": _rows(cases, ORGANISATION)}
    return render(request, "front/employer.html", context)


@staff_required
@never_cache
def staff(request: PersonRequest) -> HttpResponse:
    chosen = InboxFilter(request.GET, queryset=with_rows(_queue(request)))
    rows = _rows(chosen.qs[:200], STAFF)
    late = [row for row in rows if row["days"] is not None and row["days"] < 0]
    today = [row for row in rows if row["days"] == 0]
    context = {
        "rows": rows,
        "late": len(late),
        "today": len(today),
        "filter": chosen,
    }
    return render(request, "front/staff.html", context)


def _queue(request: PersonRequest) -> QuerySet[Case]:
    """What waits for the ward; of grants only those of the schemes this officer works on."""
    schemes = held(request).schemes()
    own = Q(filing__grant__version__scheme__in=schemes) | Q(decision__grant__version__scheme__in=schemes)
    return inbox().filter(~Q(procedure__in=("grant_filing", "grant_decision")) | own)


def health(request: HttpRequest) -> JsonResponse:
    """Alive, and the database answers. Says nothing else to the outside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
