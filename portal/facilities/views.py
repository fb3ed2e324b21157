from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.lib.distance import ROAD_FACTOR, WALKING_METRES_A_MINUTE
from portal.search.queries import Search
from portal.ui.page_cache import kept_ready

from . import queries, search
from .filters import FacilityFilter

PAGE = 20
LAST_PAGE = 5000


@require_safe
@kept_ready
def facility_list(request: HttpRequest) -> HttpResponse:
    filterset = FacilityFilter(request.GET, Search("facility"))
    number = page_number(request)
    result = filterset.run(number, PAGE)
    context = {
        "form": filterset.form,
        "result": result,
        "cards": search.cards(result.keys),
        "chips": filterset.chips(),
        "advice": filterset.zero_advice(result),
        "number": number,
        "size": PAGE,
        "query": filterset.query(),
        "filters_open": "filters" in request.GET,
    }
    return render(request, "facilities/list.html", context)


def page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(1, int(text)), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 8 else 1


@require_safe
def facility_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    facility = get_object_or_404(queries.with_places(), public_id=public_id)
    context = {
        "facility": facility,
        "facts": queries.facts(facility),
        "quality": facility.quality_facts.order_by("subject", "-as_of"),
        "metres_a_minute": WALKING_METRES_A_MINUTE,
        "road_factor": ROAD_FACTOR,
    }
    return render(request, "facilities/detail.html", context)
