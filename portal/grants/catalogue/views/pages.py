from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.grants.schemes.structure import get
from portal.lib.dates import tokyo_date
from portal.search.queries import Search

from .. import search
from ..queries import Standing, standing, standings
from ..way import documents_of, way_of

MOST_FOUND = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    if words:
        shown = search.found(Search(search.KIND.name).words(words).page(1, MOST_FOUND).run().keys)
    else:
        shown = sorted(standings(tokyo_date(timezone.now())), key=lambda one: one.place)
    groups = [[one for one in shown if one.by_organisation is body] for body in (False, True)]
    return render(request, "catalogue/list.html", {"words": words, "persons": groups[0], "organisations": groups[1]})


@require_safe
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    found = standing_of(code)
    today = tokyo_date(timezone.now())
    context = {"standing": found, "version": found.version, "words": found.version.words if found.version else {}}
    if found.version:
        context |= {"way": way_of(found.scheme, found.version, today), "documents": documents_of(found.scheme)}
    return render(request, "catalogue/scheme.html", context)


def standing_of(code: str) -> Standing:
    """Or 404."""
    try:
        return standing(get(code), tokyo_date(timezone.now()))
    except KeyError:
        raise Http404 from None
