"""What the council reads, as charts and as a table for a spreadsheet."""

import datetime as dt

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.access import PersonRequest, staff_required
from portal.lib.dates import fiscal_year, tokyo_date
from portal.lib.tabular import write_csv

from .. import figures as counted
from .. import rules


def _year(request: PersonRequest) -> tuple[int, dt.date, dt.date]:
    """The fiscal year asked for, the present one for anything that is no year."""
    text, now = request.GET.get("year", ""), fiscal_year(tokyo_date(timezone.now()))
    year = int(text) if text.isascii() and text.isdigit() and 2000 <= int(text[:5]) <= now else now
    return year, dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


@staff_required
@never_cache
def figures(request: PersonRequest) -> HttpResponse:
    year, since, until = _year(request)
    today = tokyo_date(timezone.now())
    context = {
        "figures": counted.all_figures(since, until),
        "year": year,
        "years": range(fiscal_year(today), fiscal_year(today) - 5, -1),
        "today": today,
        "fewest": rules.FEWEST,
    }
    return render(request, "consultations/staff/figures.html", context)


@staff_required
@never_cache
def figures_csv(request: PersonRequest) -> StreamingHttpResponse:
    year, since, until = _year(request)
    few = _("出さない数")
    rows = [(_("表"), _("項目"), _("数"), _("単位"))] + [
        (str(figure.title), str(label), few if count is None else str(count), str(figure.unit))
        for figure in counted.all_figures(since, until)
        for label, count in figure.rows
    ]
    response = StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="housing-figures-{year}.csv"'
    return response
