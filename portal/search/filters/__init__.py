"""Filters over a `Search`, declared once for the page, the API and the saved search."""

from portal.search.evaluation import filterset_of, register_filterset

from .fields import DaysFilter, FacetFilter, NumberFilter, OrderFilter, SearchFilter, WordsFilter
from .filterset import Advice, Chip, SearchFilterSet
from .place import PlaceFilter

__all__ = [
    "Advice",
    "Chip",
    "DaysFilter",
    "FacetFilter",
    "NumberFilter",
    "OrderFilter",
    "PlaceFilter",
    "SearchFilter",
    "SearchFilterSet",
    "WordsFilter",
    "filterset_of",
    "register_filterset",
]
