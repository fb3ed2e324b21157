from collections.abc import Sequence

from django.db.models import Prefetch

from .models import Access, Facility


def to_show(keys: Sequence[int]) -> list[Facility]:
    """Facilities in the order of the keys, with all that a card, a document or an API item needs."""
    walks = Access.objects.select_related("station").order_by("minutes", "station")
    rows = (
        Facility.objects.filter(pk__in=keys)
        .select_related("kind", "town", "organisation")
        .prefetch_related(Prefetch("accesses", walks))
        .in_bulk()
    )
    return [rows[key] for key in keys if key in rows]


def municipalities() -> list[tuple[str, str]]:
    names = Facility.objects.order_by("municipality").values_list("municipality", flat=True).distinct()
    return [(name, name) for name in names]
