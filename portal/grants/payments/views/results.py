"""What came of the transfers, as a table from the accounting system."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import PersonRequest, staff_required
from portal.grants.schemes import access as duties
from portal.lib.tabular import Unreadable, write_csv

from .. import actions, rules
from ..actions.results import template_rows
from ..forms import ResultsForm


def _must_make(request: PersonRequest) -> None:
    if not duties.schemes_with(request.user, rules.MAKES):
        raise Http404


@require_http_methods(["GET", "POST"])
@staff_required
@never_cache
def results(request: PersonRequest) -> HttpResponse:
    _must_make(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, report = ResultsForm(*sent), None
    if form.is_bound and form.is_valid():
        try:
            report = actions.load_results(
                table=form.cleaned_data["file"],
                actor=request.user,
                at=timezone.now(),
                none_if_bad=form.cleaned_data["bad"] == "none",
            )
        except Unreadable as error:
            form.add_error("file", str(error))
    status = 422 if form.errors or (report and report.refused and not report.updated) else 200
    context = {"form": form, "report": report, "has_errors": bool(form.errors)}
    return render(request, "payments/staff/results.html", context, status=status)


@require_GET
@staff_required
def template(request: PersonRequest) -> StreamingHttpResponse:
    _must_make(request)
    response = StreamingHttpResponse(write_csv(template_rows()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="results-template.csv"'
    return response
