"""A saved query is read by the very filters of the kind's page, which its room registers."""

from typing import Protocol

from django.http import QueryDict

from .queries import Search


class Filters(Protocol):
    @property
    def qs(self) -> Search: ...

    def saved_query(self) -> str: ...

    def summary(self) -> str: ...


class FiltersOf(Protocol):
    def __call__(self, data: QueryDict, /) -> Filters: ...


_filtersets: dict[str, FiltersOf] = {}


def register_filterset(kind: str, filterset: FiltersOf) -> None:
    _filtersets[kind] = filterset


def kinds_to_save() -> list[str]:
    return list(_filtersets)


def filterset_of(kind: str, query: str) -> Filters:
    return _filtersets[kind](QueryDict(query))
