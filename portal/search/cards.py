"""Cards of lists: drawn once for each version of what they show, then kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Card:
    key: int
    public_id: str
    html: SafeString


def kept(
    keys: Sequence[int],
    stamps: Mapping[int, tuple[str, str]],
    draw: Callable[[Sequence[int]], Mapping[int, str]],
) -> list[Card]:
    """Cards in the order of `keys`. `stamps` gives public id and the name of the present version of what is still
    there; what has none is left out. `draw` draws those that are not kept yet.
    """
    found = cache.get_many([stamp for _id, stamp in stamps.values()])
    missing = [key for key, (_id, stamp) in stamps.items() if stamp not in found]
    fresh = draw(missing) if missing else {}
    cache.set_many({stamps[key][1]: str(html) for key, html in fresh.items()}, KEPT_SECONDS)
    return [
        Card(key, stamps[key][0], mark_safe(found.get(stamps[key][1]) or fresh[key]))
        for key in keys
        if key in stamps and (key in fresh or stamps[key][1] in found)
    ]
