"""The cockpit of a year's end."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.accounts.access import PersonRequest, staff_required
from portal.grants.budget import queries as budgets
from portal.grants.budget.access import visible
from portal.grants.budget.rules import closing_day, last_day
from portal.grants.schemes.structure import get
from portal.lib.dates import fiscal_year, tokyo_date

from .. import access, queries
from ..yearend import year_end


@require_GET
@staff_required
@never_cache
def cockpit(request: PersonRequest) -> HttpResponse:
    """Of the year whose books are still open: until 31 May the one that ended, then the present one."""
    schemes, today = visible(request.user), tokyo_date(timezone.now())
    current = fiscal_year(today)
    years = [str(year) for year in budgets.years(schemes, current)]
    asked = request.GET.get("year", "")
    year = int(asked) if asked in years else current - 1 if today <= closing_day(current - 1) else current
    wanted = request.GET.get("scheme", "")
    chosen = [wanted] if wanted in schemes else schemes
    lines = budgets.lines(chosen, year, today)
    context = {
        "found": year_end(chosen, year),
        "lines": lines,
        "total": budgets.total(lines),
        "recoveries": queries.open_recoveries(access.recoveries_for_staff(request.user)).filter(
            grant__version__scheme__in=chosen
        ),
        "year": year,
        "years": sorted({int(one) for one in years} | {year}, reverse=True),
        "schemes": [get(code) for code in schemes],
        "wanted": wanted if wanted in schemes else "",
        "last_day": last_day(year),
        "days": (last_day(year) - today).days,
        "closing_day": closing_day(year),
        "closing_days": (closing_day(year) - today).days,
    }
    return render(request, "payments/staff/year_end.html", context)
