"""The corporation's dashboard: today, ahead, what has waited too long, and the last sixty days."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.access import MemberRequest
from portal.cases.procedures import get
from portal.lib.dates import tokyo_date

from .. import access, queries, rules
from .guard import corporation_required

SHOWN = 30


@corporation_required
def desk(request: MemberRequest) -> HttpResponse:
    at = timezone.now()
    today = tokyo_date(at)
    supports = access.supports_of(request.organisation, request.user)
    lines = queries.due(supports)
    logs = queries.recent_logs(supports, at - dt.timedelta(days=rules.RECENT_DAYS))
    procedure = get("support")
    open_ones = queries.with_case(supports.filter(case__closed_at=None)).order_by("case__due_on", "pk")
    context = {
        "late": [line for line in lines if line.day < today],
        "today": [line for line in lines if line.day == today],
        "ahead": [line for line in lines if line.day > today][:SHOWN],
        "logs": logs[:SHOWN],
        "minutes": rules.in_words(sum(log.minutes + log.travel_minutes for log in logs)),
        "times": len(logs),
        "cases": [(support, procedure.state(support.case.state)) for support in open_ones[:200]],
        "ended": queries.with_case(supports.filter(case__closed_at__isnull=False)).order_by("-case__closed_at")[:SHOWN],
    }
    return render(request, "support/desk.html", context)
