"""Sections that rooms to the right draw on a home's public page: how it fits, whom to ask."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from .models import Listing

Section = Callable[[HttpRequest, Listing], SafeString]
_sections: list[tuple[int, Section]] = []


def register(order: int, section: Section) -> None:
    _sections.append((order, section))
    _sections.sort(key=lambda pair: pair[0])


def sections(request: HttpRequest, listing: Listing) -> list[SafeString]:
    return [drawn for _order, section in _sections if (drawn := section(request, listing))]
