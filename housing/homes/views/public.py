"""Finding a home: the list, one home, its photos."""

from urllib.parse import parse_qsl

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.files import storage
from portal.files.contents import TYPES
from portal.search.queries import Search
from portal.ui.page_cache import kept_ready
from portal.ui.paging import page_number

from .. import access, beside, cards, facts, queries
from ..filters import HomeFilter
from ..models import Listing, Photo

PAGE = 20


@kept_ready
def home_list(request: HttpRequest) -> HttpResponse:
    """One page of results. A plain GET that can be shared; what is not understood is said in the form."""
    filterset = HomeFilter(request.GET, Search("home"))
    number = page_number(request.GET)
    result = filterset.run(number, PAGE)
    query = filterset.query()
    context = {
        "filterset": filterset,
        "form": filterset.form,
        "result": result,
        "cards": cards.ready(result.keys),
        "chips": filterset.chips(),
        "advice": filterset.zero_advice(result),
        "number": number,
        "query": query,
        "kept_pairs": [pair for pair in parse_qsl(query) if pair[0] != "q"],
        "orders": orders(filterset),
        "filters_open": "filters" in request.GET,
    }
    return render(request, "homes/public/list.html", context)


def orders(filterset: HomeFilter) -> list[tuple[str, str, bool]]:
    """Label, address and whether it holds, of every order; by distance only from a place."""
    form = filterset.form
    choices = HomeFilter.base_filters["order"].extra["choices"]
    chosen = form["order"].value() or choices[0][0]
    return [
        (label, filterset.url({"order": code}), code == chosen)
        for code, label in choices
        if code != "near" or form.cleaned_data.get("near")
    ]


@require_safe
def home_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    listing = queries.with_everything(access.public_listings()).filter(public_id=public_id).first()
    if listing is None:
        return gone(request, public_id)
    context = {
        **cards.context(listing),
        "monthly": facts.monthly(listing),
        "at_start": facts.at_start(listing),
        "blocks": facts.blocks(listing),
        "photos": [photo for photo in listing.photos.all() if photo.alt],
        "point": (listing.dwelling.building.town.latitude, listing.dwelling.building.town.longitude),
        "sections": beside.sections(request, listing),
    }
    return render(request, "homes/public/detail.html", context)


def gone(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same page for a lease, a rest and a withdrawal: it tells nobody that somebody moved in."""
    get_object_or_404(queries.once_public(), public_id=public_id)
    return render(request, "homes/public/gone.html", status=410)


@require_safe
def photo(request: HttpRequest, public_id: str) -> FileResponse:
    """A picture of a home that is public now."""
    shown: Photo = get_object_or_404(
        Photo.objects.exclude(alt="").select_related("file"),
        file__public_id=public_id,
        listing__in=Listing.objects.filter(is_public=True),
    )
    try:
        data = storage.path_of(shown.file.stored_name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(data, content_type=TYPES[shown.file.type][0])
