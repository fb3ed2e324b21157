"""The monthly report of a corporation: on a page, as two tables for the ward, and the closing of the month."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import MemberRequest
from portal.accounts.models import Organisation
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.tabular import write_csv

from .. import actions, report, rules
from .guard import corporation_required


def month_in(text: str) -> dt.date:
    """`2026-11`, of the present or an earlier month."""
    try:
        month = dt.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise Http404 from None
    if month > tokyo_date(timezone.now()) or month.year < 2000:
        raise Http404
    return month


@corporation_required
def months(request: MemberRequest) -> HttpResponse:
    today = tokyo_date(timezone.now())
    rows = [report.monthly(request.organisation, month) for month in report.months_of(today)]
    return render(request, "support/months.html", {"rows": rows})


@corporation_required
def month(request: MemberRequest, month: str) -> HttpResponse:
    day = month_in(month)
    context = {
        "report": report.monthly(request.organisation, day),
        "mine": report.own_protected(request.organisation, request.user, day),
        "is_over": rules.next_month(day) <= tokyo_date(timezone.now()),
        "is_corporation": True,
    }
    return render(request, "support/month.html", context)


@corporation_required
def month_csv(request: MemberRequest, month: str, table: str) -> StreamingHttpResponse:
    return table_of(request.organisation, month_in(month), table)


def table_of(corporation: Organisation, month: dt.date, table: str) -> StreamingHttpResponse:
    """`table` is sums or evidence."""
    rows = {
        "sums": lambda: report.sums_csv(report.monthly(corporation, month)),
        "evidence": lambda: report.evidence_csv(corporation, month),
    }.get(table)
    if rows is None:
        raise Http404
    response = StreamingHttpResponse(write_csv(rows()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="support-{table}-{month:%Y-%m}.csv"'
    return response


@corporation_required
@require_POST
def close_month(request: MemberRequest, month: str) -> HttpResponse:
    try:
        actions.close_month(
            corporation=request.organisation, month=month_in(month), actor=request.user, at=timezone.now()
        )
        messages.success(request, _("この月を締めました。記録は、もう変わりません。"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("support:month", month)
