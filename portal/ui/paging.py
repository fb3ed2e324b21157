"""Links that keep what the address already asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

LAST_PAGE = 5000


@dataclass(frozen=True)
class Link:
    number: int | None  # None is the gap between far pages
    href: str
    current: bool = False


def page_number(query: QueryDict) -> int:
    """The page asked for, from 1; the first one for anything that is no page."""
    text = query.get("page", "1")
    return min(max(1, int(text)), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _written(query: QueryDict) -> str:
    return "?" + query.urlencode()


def changed(query: QueryDict, changes: Mapping[str, Any]) -> str:
    copy = query.copy()
    if "page" not in changes:
        copy.pop("page", None)
    for key, value in changes.items():
        if value is None or value == "":
            copy.pop(key, None)
        elif isinstance(value, list | tuple):
            copy.setlist(key, [str(one) for one in value])
        else:
            copy[key] = str(value)
    return _written(copy)


def without(query: QueryDict, key: str, value: str | None = None) -> str:
    copy = query.copy()
    copy.pop("page", None)
    rest = [one for one in copy.getlist(key) if value is not None and one != str(value)]
    if rest:
        copy.setlist(key, rest)
    else:
        copy.pop(key, None)
    return _written(copy)


def links(query: QueryDict, number: int, pages: int) -> list[Link]:
    """The first page, the last, and one on either side of this one."""
    shown = sorted({1, pages} | {n for n in range(number - 1, number + 2) if 1 <= n <= pages})
    found: list[Link] = []
    for before, n in zip([0, *shown], shown, strict=False):
        if n - before > 1:
            found.append(Link(None, ""))
        found.append(Link(n, changed(query, {"page": n}), n == number))
    return found
