from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import Any, Self

from django import forms
from django.utils.functional import Promise, cached_property
from django_filters import Filter

from portal.lib.text import plain
from portal.search.analysis import MAX_QUERY
from portal.search.conditions import WORDS, Among, Between
from portal.search.queries import Search
from portal.ui.forms import Counted, CountedCheckboxes, CountedRadios, CountedSelect
from portal.ui.forms import NumberField as PlainNumberField
from portal.ui.listed import Listed
from portal.ui.week import PLACES, WeekField, in_words

Text = str | Promise
Choices = Iterable[tuple[Any, Any]]
Pairs = list[tuple[str, str]]


class SearchFilter(Filter):
    """One filter over a `Search`. `name`, its key in the filter set, names its condition and its parameter."""

    name: str

    def __deepcopy__(self, memo: dict) -> Self:
        """What was declared is only read; a field is made anew for every filter set."""
        twin = copy(self)
        twin.extra = dict(self.extra)
        return twin

    @property
    def condition(self) -> str:
        return self.name

    def filter(self, search: Search, value: Any) -> Search:
        raise NotImplementedError

    def counting(self, search: Search, value: Any) -> Search:
        """Ask for the number of results behind every option."""
        return search

    def attach(self, field: forms.Field, counts: dict[str, dict[str, int]]) -> None:
        """Hand the numbers asked for to the field that is drawn."""

    def pairs(self, value: Any) -> Pairs:
        """The query string of the value, in an order that does not depend on how it was typed."""
        return [(self.name, str(value))] if value not in forms.Field.empty_values else []

    def parts(self, value: Any) -> list[tuple[Text, Any]]:
        """What can be taken away singly: how it is called and what then remains."""
        raise NotImplementedError


class WordsFilter(SearchFilter):
    field_class = forms.CharField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "search"}), max_length=MAX_QUERY, **kwargs)

    @property
    def condition(self) -> str:
        return WORDS

    def filter(self, search: Search, value: str) -> Search:
        return search.words(value)

    def pairs(self, value: str) -> Pairs:
        return super().pairs(plain(value))

    def parts(self, value: str) -> list[tuple[Text, Any]]:
        words = plain(value).split()
        return [(word, " ".join(words[:place] + words[place + 1 :])) for place, word in enumerate(words)]


class FacetFilter(SearchFilter):
    """Codes of a facet: any of the chosen ones, or with `every` all of them; `single` lets choose one.

    `expand` tells which codes serve whoever chose an option, where an option is not simply a code.
    """

    def __init__(
        self,
        facet: str,
        choices: Choices | Callable[[], Choices],
        *,
        every: bool = False,
        single: bool = False,
        expand: Callable[[str], Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.facet, self.every, self.single, self.expand = facet, every, single, expand
        self.field_class = forms.ChoiceField if single else forms.MultipleChoiceField
        kwargs.setdefault("widget", CountedRadios if single else CountedCheckboxes)
        super().__init__(choices=choices if callable(choices) else Listed(choices), **kwargs)

    @property
    def field(self) -> forms.ChoiceField:
        """Choices that a function tells are asked for once a filter set, when its form is made."""
        if not hasattr(self, "_field"):
            choices = self.extra["choices"]
            self.extra["choices"] = Listed(choices()) if callable(choices) else choices
        return super().field

    def filter(self, search: Search, value: str | list[str]) -> Search:
        return search.where(self.facet, self._codes(self._chosen(value)), every=self.every, name=self.name)

    def counting(self, search: Search, value: Any) -> Search:
        if self._counts_codes:
            return search.counting(self.facet)
        options = {option: Among(self.facet, self._codes([option])) for option, _label in self._options}
        return search.tally(self.name, options, added=self.every)

    def attach(self, field: forms.Field, counts: dict[str, dict[str, int]]) -> None:
        if isinstance(field.widget, Counted):
            field.widget.counts = counts[self.facet if self._counts_codes else self.name]

    def pairs(self, value: str | list[str]) -> Pairs:
        chosen = self._chosen(value)
        return [(self.name, option) for option, _label in self._options if option in chosen] if chosen else []

    def parts(self, value: str | list[str]) -> list[tuple[Text, Any]]:
        if not value:
            return []
        labels, chosen = dict(self._options), self._chosen(value)
        rest = {option: [other for other in chosen if other != option] for option in chosen}
        return [(labels[option], rest[option]) for _name, option in self.pairs(value)]

    @property
    def _counts_codes(self) -> bool:
        """Options that are the codes themselves are counted all at once."""
        return not self.every and self.expand is None and self.name == self.facet

    def _chosen(self, value: str | list[str]) -> list[str]:
        return [value] if isinstance(value, str) and value else list(value)

    def _codes(self, options: Iterable[str]) -> tuple[str, ...]:
        expand = self.expand or (lambda option: (option,))
        return tuple(dict.fromkeys(code for option in options for code in expand(option)))

    @cached_property
    def _options(self) -> list[tuple[str, Text]]:
        return flat(self.field.choices)  # type: ignore[arg-type]  # always pairs, see `field`


class NumberFilter(SearchFilter):
    """A bound of a number: the lowest accepted, or with `high` the highest. `steps` are the bounds offered; without
    them any number can be typed. `chip` says the bound in words, with `{}` for the number.
    """

    def __init__(
        self, number: str, *, chip: Text, high: bool = False, steps: Sequence[tuple[int, Text]] = (), **kwargs: Any
    ) -> None:
        self.number, self.chip, self.high = number, chip, high
        if steps:
            self.field_class: type[forms.Field] = forms.TypedChoiceField
            kwargs = {"coerce": int, "empty_value": None, "widget": CountedSelect, **kwargs}
            kwargs["choices"] = Listed([("", "―"), *steps])
        else:
            self.field_class = PlainNumberField
        self.counted = {str(step): self._condition(step) for step, _label in steps}
        super().__init__(**kwargs)

    def filter(self, search: Search, value: int | None) -> Search:
        return search if value is None else search.on(self.name, self._condition(value))

    def counting(self, search: Search, value: Any) -> Search:
        return search.tally(self.name, self.counted) if self.counted else search

    def attach(self, field: forms.Field, counts: dict[str, dict[str, int]]) -> None:
        if isinstance(field.widget, Counted):
            field.widget.counts = counts[self.name]

    def parts(self, value: int | None) -> list[tuple[Text, Any]]:
        return [] if value is None else [(str(self.chip).format(f"{value:,}"), None)]

    def _condition(self, value: int) -> Between:
        return Between(self.number, high=value) if self.high else Between(self.number, low=value)


class DaysFilter(SearchFilter):
    """Cells of the week; `at_least` is the number that says on how many days a document asks for somebody."""

    field_class = WeekField

    def __init__(self, facet: str, *, at_least: str | None = None, **kwargs: Any) -> None:
        self.facet, self.at_least = facet, at_least
        super().__init__(**kwargs)

    def filter(self, search: Search, value: list[str]) -> Search:
        return search.days(self.facet, value, at_least=self.at_least, name=self.name)

    def pairs(self, value: list[str]) -> Pairs:
        return [(self.name, cell) for cell in PLACES if cell in value]

    def parts(self, value: list[str]) -> list[tuple[Text, Any]]:
        return [(in_words(value), [])] if value else []


class OrderFilter(SearchFilter):
    """The order of the results; the first choice is the one that holds when nothing is chosen."""

    field_class = forms.ChoiceField

    def __init__(self, choices: Sequence[tuple[str, Text]], **kwargs: Any) -> None:
        self.default = choices[0][0]
        super().__init__(choices=Listed(choices), **kwargs)

    def filter(self, search: Search, value: str) -> Search:
        return search.order(value or self.default)

    def pairs(self, value: str) -> Pairs:
        return [] if value == self.default else super().pairs(value)

    def parts(self, value: str) -> list[tuple[Text, Any]]:
        return []


def flat(choices: Choices) -> list[tuple[str, Text]]:
    """Choices without their groups and without the empty one."""
    pairs: list[tuple[str, Text]] = []
    for value, label in choices:
        pairs += flat(label) if isinstance(label, list | tuple) else [(str(value), label)]
    return [(value, label) for value, label in pairs if value]
