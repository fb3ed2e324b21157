"""Finding a home: the list, one home, its photos."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.files import storage
from portal.files.contents import TYPES
from portal.search.results import results
from portal.ui.page_cache import kept_ready

from .. import access, beside, cards, facts, queries
from ..filters import HomeFilter
from ..models import Listing, Photo


@kept_ready
def home_list(request: HttpRequest) -> HttpResponse:
    context = results(request, HomeFilter, cards.ready) | {
        "heading": _("住まいをさがす"),
        "example": _("例：光が丘　2DK"),
        "nothing": _("この条件に合う部屋は、今ありません"),
        "alert": _("この条件の新しい部屋をメールで受け取る"),
    }
    return render(request, "homes/public/list.html", context)


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
