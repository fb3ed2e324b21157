"""The ward's page of budgets: what is left of each, every movement, and the forms that move money in."""

import secrets
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.grants.schemes.structure import get
from portal.lib.dates import TOKYO, fiscal_year, tokyo_date
from portal.lib.refusal import Refused
from portal.lib.tabular import write_csv

from . import access, actions, queries, rules
from .forms import AppropriationForm, TransferForm
from .models import Budget

PAGE = 50
YEARS = range(2000, 2200)


@require_GET
@staff_required
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """Every scheme of this officer in one year."""
    schemes, today = access.visible(request.user), tokyo_date(timezone.now())
    year = _year(request, fiscal_year(today))
    lines = queries.lines(schemes, year, today)
    context = {
        "lines": lines,
        "total": queries.total(lines),
        "year": year,
        "years": queries.years(schemes, fiscal_year(today)),
        "last_day": rules.last_day(year),
        "closing_day": rules.closing_day(year),
    }
    return render(request, "budget/index.html", context)


def _year(request: PersonRequest, current: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in YEARS else current


@require_GET
@staff_required
def table(request: PersonRequest) -> StreamingHttpResponse:
    schemes, today = access.visible(request.user), tokyo_date(timezone.now())
    year = _year(request, fiscal_year(today))
    return _csv(f"budget-{year}.csv", _table_rows(queries.lines(schemes, year, today)))


def _table_rows(lines: list[queries.Line]) -> Iterator[tuple[Any, ...]]:
    yield (
        _("年度"), _("制度"), _("予算現額"), _("決定済み"), _("審査中"), _("支払済み"), _("残り"), _("執行率（％）"),
        _("使い切る見込みの日"), _("使い切らない見込みの額"),
    )  # fmt: skip
    for line in lines:
        found, ahead = line.gauge, line.forecast
        sums = (
            (found.appropriated, found.committed, found.reserved, found.paid, found.left, found.percent)
            if found
            else ("",) * 6
        )
        yield (line.fiscal_year, str(line.scheme.label), *sums, *((ahead.used_up_on, ahead.unspent) if ahead else ()))


@require_GET
@staff_required
@never_cache
def detail(request: PersonRequest, year: int, scheme: str) -> HttpResponse:
    return _page(request, year, scheme)


def _page(request: PersonRequest, year: int, scheme: str, status: int = 200, **forms: Any) -> HttpResponse:
    """`forms` are those that were not taken, with what was typed."""
    access.must_see(request.user, scheme)
    if year not in YEARS:
        raise Http404
    today = tokyo_date(timezone.now())
    budget = Budget.objects.filter(scheme=scheme, fiscal_year=year).first()
    entries = Paginator(queries.entries_of(budget), PAGE).get_page(request.GET.get("page")) if budget else None
    context = {
        "line": queries.lines([scheme], year, today)[0],
        "scheme": get(scheme),
        "year": year,
        "entries": entries,
        "may_write": scheme in access.writable(request.user) and not rules.too_late_to_change(year, today),
        "last_day": rules.last_day(year),
        "closing_day": rules.closing_day(year),
        "put_form": AppropriationForm(initial={"kind": "supplement" if budget else "initial", "key": _once()}),
        "transfer_form": _transfer_form(request, budget),
        "has_errors": bool(forms),
        **forms,
    }
    return render(request, "budget/detail.html", context, status=status)


def _transfer_form(request: PersonRequest, budget: Budget | None) -> TransferForm | None:
    """None where there is nothing to take from, or nowhere to take it."""
    if budget is None:
        return None
    form = TransferForm(source=budget, schemes=access.writable(request.user), initial={"key": _once()})
    return form if form.fields["target"].queryset.exists() else None  # type: ignore[attr-defined]


def _closed(request: PersonRequest, year: int, scheme: str) -> HttpResponse | None:
    """After the year's end the forms are gone: whoever still had one open is told why."""
    problem = rules.too_late_to_change(year, tokyo_date(timezone.now()))
    if not problem:
        return None
    messages.error(request, problem)
    return redirect("budget:detail", year, scheme)


def _once() -> str:
    return secrets.token_urlsafe(16)


@require_POST
@staff_required
def put(request: PersonRequest, year: int, scheme: str) -> HttpResponse:
    access.must_write(request.user, scheme)
    if year not in YEARS:
        raise Http404
    if closed := _closed(request, year, scheme):
        return closed
    form = AppropriationForm(request.POST)
    if not form.is_valid():
        return _page(request, year, scheme, 422, put_form=form)
    try:
        actions.appropriate(scheme=scheme, fiscal_year=year, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("yen", str(refused))
        return _page(request, year, scheme, 422, put_form=form)
    messages.success(request, _("予算に記録しました。"))
    return redirect("budget:detail", year, scheme)


@require_POST
@staff_required
def transfer(request: PersonRequest, year: int, scheme: str) -> HttpResponse:
    access.must_write(request.user, scheme)
    source = get_object_or_404(Budget, scheme=scheme, fiscal_year=year)
    if closed := _closed(request, year, scheme):
        return closed
    form = TransferForm(request.POST, source=source, schemes=access.writable(request.user))
    if not form.is_valid():
        return _page(request, year, scheme, 422, transfer_form=form)
    try:
        actions.transfer(source=source, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("yen", str(refused))
        return _page(request, year, scheme, 422, transfer_form=form)
    messages.success(request, _("流用を、両方の予算に記録しました。"))
    return redirect("budget:detail", year, scheme)


@require_GET
@staff_required
def entries(request: PersonRequest, year: int, scheme: str) -> StreamingHttpResponse:
    access.must_see(request.user, scheme)
    budget = get_object_or_404(Budget, scheme=scheme, fiscal_year=year)
    return _csv(f"budget-{year}-{scheme}.csv", _entry_rows(budget))


def _entry_rows(budget: Budget) -> Iterator[tuple[Any, ...]]:
    yield (_("日時"), _("種類"), _("金額"), _("案件"), _("行った人"), _("理由"))
    for entry in queries.entries_of(budget).order_by("pk").iterator(chunk_size=500):
        when = entry.at.astimezone(TOKYO).strftime("%Y-%m-%d %H:%M")
        who = str(entry.actor) if entry.actor else ""
        yield (when, entry.get_kind_display(), entry.yen, entry.case.number if entry.case else "", who, entry.note)


def _csv(name: str, rows: Iterator[tuple[Any, ...]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
