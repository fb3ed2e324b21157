from urllib.parse import parse_qsl

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe

from portal.facilities.models import QualityFact
from portal.lib.dates import tokyo_date
from portal.search.queries import Search
from portal.ui.page_cache import kept_ready
from portal.ui.paging import page_number

from .. import access, cards, jobposting, pay, printed, queries
from ..filters import VacancyFilter

PAGE = 20


@kept_ready
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """One page of results. A plain GET that can be shared; what is not understood is said in the form."""
    filterset = VacancyFilter(request.GET, Search("vacancy"))
    number = page_number(request.GET)
    result = filterset.run(number, PAGE)
    ready = cards.ready(result.keys)
    query = filterset.query()
    context = {
        "filterset": filterset,
        "form": filterset.form,
        "result": result,
        "cards": [(card, result.metres.get(card.key)) for card in ready],
        "chips": filterset.chips(),
        "advice": filterset.zero_advice(result),
        "number": number,
        "query": query,
        "kept_pairs": [pair for pair in parse_qsl(query) if pair[0] != "q"],
        "orders": orders(filterset),
        "filters_open": "filters" in request.GET,
    }
    return render(request, "vacancies/list.html", context)


def orders(filterset: VacancyFilter) -> list[tuple[str, str, bool]]:
    """Label, address and whether it holds, of every order; by distance only from a place."""
    form = filterset.form
    choices = VacancyFilter.base_filters["order"].extra["choices"]
    chosen = form["order"].value() or choices[0][0]
    return [
        (label, filterset.url({"order": code}), code == chosen)
        for code, label in choices
        if code != "near" or form.cleaned_data.get("near")
    ]


def vacancy_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    vacancy = queries.with_live_sheet(access.public_vacancies()).filter(public_id=public_id).first()
    if vacancy is None:
        return gone(request, public_id)
    sheet = queries.live_sheet(vacancy)
    today = tokyo_date(timezone.now())
    context = {
        **cards.context(vacancy),
        "lines": pay.lines(sheet),
        "extras": pay.extras(sheet),
        "median": queries.pay_range(sheet.occupation, sheet.wage_type, today),
        "facts": QualityFact.objects.filter(facility=vacancy.facility),
        "blocks": printed.blocks(sheet),
        "posting": jobposting.script(vacancy, sheet, request),
    }
    return render(request, "vacancies/detail.html", context)


def gone(request: HttpRequest, public_id: str) -> HttpResponse:
    """A vacancy that was public says that it has ended, for machines too; all others are not there."""
    vacancy = get_object_or_404(queries.once_public(), public_id=public_id)
    return render(request, "vacancies/gone.html", {"vacancy": vacancy}, status=410)


def vacancy_print(request: HttpRequest, public_id: str) -> HttpResponse:
    vacancy = queries.with_live_sheet(access.public_vacancies()).filter(public_id=public_id).first()
    if vacancy is None:
        raise Http404
    sheet = queries.live_sheet(vacancy)
    context = {
        "vacancy": vacancy,
        "sheet": sheet,
        "blocks": printed.blocks(sheet),
        "lines": pay.lines(sheet) + pay.extras(sheet),
        "address": (address := request.build_absolute_uri(vacancy.get_absolute_url())),
        "code": mark_safe(segno.make(address).svg_inline(scale=3)),
    }
    return render(request, "vacancies/print.html", context)
