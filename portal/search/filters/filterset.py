from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django_filters import FilterSet

from portal.search.conditions import Result
from portal.search.queries import Search

from .fields import OrderFilter, Pairs, SearchFilter


class Chip(NamedTuple):
    label: str
    url: str


class Advice(NamedTuple):
    """Without the condition there are `count` results, at `url`."""

    label: str
    count: int  # type: ignore[assignment]  # a tuple's own method, which nobody asks of an advice
    url: str


class FilterForm(forms.Form):
    show_marks = False


class SearchFilterSet(FilterSet):
    """Filters of one kind. `search` may already hold conditions that nobody can take away."""

    kind: ClassVar[str]
    filters: dict[str, SearchFilter]

    class Meta:
        form = FilterForm

    def __init__(self, data: QueryDict | None = None, search: Search | None = None, **kwargs: Any) -> None:
        super().__init__(data, search or Search(self.kind), **kwargs)
        for name, each in self.filters.items():
            each.name = name

    @property
    def form(self) -> FilterForm:
        """Its fields are made for this filter set alone, so that Django need not copy them once more."""
        if not hasattr(self, "_form"):
            self._form = self._meta.form(self.data if self.is_bound else None)
            self._form.fields = {name: each.field for name, each in self.filters.items()}
        return self._form

    def filter_queryset(self, queryset: Search) -> Search:
        """What is not understood is left out; the form says so."""
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def question(self, page: int = 1, size: int = 20) -> Search:
        """The page of results, with the number behind every option of the form."""
        search = self.qs
        for name, each in self.filters.items():
            search = each.counting(search, self._values.get(name))
        return search.page(page, size)

    def run(self, page: int = 1, size: int = 20) -> Result:
        """Answers the question and hands its numbers to the form."""
        result = self.question(page, size).run()
        for name, each in self.filters.items():
            each.attach(self.form.fields[name], result.counts)
        return result

    def query(self, changes: dict[str, Any] | None = None) -> str:
        """The canonical query string, some filters at another value; None takes one away. Without a page."""
        changed = {name: self._pairs_of(name, value) for name, value in (changes or {}).items()}
        pairs = {**self._pairs, **changed}
        return urlencode([pair for some in pairs.values() for pair in some])

    def saved_query(self) -> str:
        """The conditions alone, without the order."""
        return self.query({name: None for name, each in self.filters.items() if isinstance(each, OrderFilter)})

    def url(self, changes: dict[str, Any] | None = None) -> str:
        return "?" + self.query(changes)

    def chips(self) -> list[Chip]:
        """Every condition that can be taken away singly."""
        return [
            Chip(str(label), self.url({name: rest}))
            for name, value in self._values.items()
            for label, rest in self.filters[name].parts(value)
        ]

    def summary(self) -> str:
        """All conditions in words."""
        return "、".join(chip.label for chip in self.chips())

    def zero_advice(self, result: Result) -> Advice | None:
        """When nothing was found: the one condition without which there is most."""
        if result.total:
            return None
        gains = {name: result.without.get(self.filters[name].condition, 0) for name in self._values}
        best = max(gains, key=lambda name: gains[name], default=None)
        if best is None or not gains[best]:
            return None
        words = "・".join(str(label) for label, _rest in self.filters[best].parts(self._values[best]))
        return Advice(words, gains[best], self.url({best: None}))

    @cached_property
    def _values(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.is_bound and self.errors is not None else {}

    @cached_property
    def _pairs(self) -> dict[str, Pairs]:
        return {name: self._pairs_of(name, value) for name, value in self._values.items()}

    def _pairs_of(self, name: str, value: Any) -> Pairs:
        return [] if value is None else self.filters[name].pairs(value)
