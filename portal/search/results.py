"""The page of results of one kind: form, counts, chips, order, advice, cards."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.urls import reverse

from portal.ui.paging import page_number

from . import kinds
from .filters import SearchFilterSet

PAGE = 20


def results(
    request: HttpRequest, filters: type[SearchFilterSet], cards: Callable[[Sequence[int]], list]
) -> dict[str, Any]:
    """What `search/list.html` draws. A plain GET that can be shared; what is not understood is said in the form."""
    filterset = filters(request.GET)
    number = page_number(request.GET)
    result = filterset.run(number, PAGE)
    query = filterset.query()
    return {
        "kind": filters.kind,
        "list_url": reverse(kinds.get(filters.kind).url_name),
        "form": filterset.form,
        "result": result,
        "cards": cards(result.keys),
        "chips": filterset.chips(),
        "advice": filterset.zero_advice(result),
        "number": number,
        "size": PAGE,
        "query": query,
        "kept_pairs": [pair for pair in parse_qsl(query) if pair[0] != "q"],
        "orders": orders(filterset),
        "filters_open": "filters" in request.GET,
    }


def orders(filterset: SearchFilterSet) -> list[tuple[str, str, bool]]:
    """Label, address and whether it holds, of every order; by distance only from a place."""
    form = filterset.form
    choices = type(filterset).base_filters["order"].extra["choices"]
    chosen = form["order"].value() or choices[0][0]
    return [
        (label, filterset.url({"order": code}), code == chosen)
        for code, label in choices
        if code != "near" or form.cleaned_data.get("near")
    ]
