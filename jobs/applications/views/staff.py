"""What the ward sees of all applications: figures, as charts and as a table for a spreadsheet."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from portal.accounts.access import PersonRequest, staff_required
from portal.lib.dates import tokyo_date
from portal.lib.tabular import write_csv

from .. import figures as counted


@staff_required
@never_cache
def figures(request: PersonRequest) -> HttpResponse:
    today = tokyo_date(timezone.now())
    context = {"today": today, "figures": counted.all_figures()}
    return render(request, "applications/figures.html", context)


@staff_required
@never_cache
def figures_csv(request: PersonRequest) -> StreamingHttpResponse:
    rows = [("表", "項目", "数")] + [
        (str(figure.title), str(label), value) for figure in counted.all_figures() for label, value in figure.rows
    ]
    response = StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{tokyo_date(timezone.now())}.csv"'
    return response
