from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager, Model
from modelsearch.index import AutocompleteField, BaseField, RelatedFields, SearchField

from portal.search.analysis import Phrase, normalise, phrase, tokens, words


class ReadySearchField(SearchField):
    def __init__(self, field: SearchField, text: str) -> None:
        super().__init__(field.field_name, boost=field.boost)
        self.text = text

    def get_value(self, obj: Any) -> str:
        return self.text


class ReadyAutocompleteField(AutocompleteField):
    def __init__(self, field: AutocompleteField, text: str) -> None:
        super().__init__(field.field_name)
        self.text = text

    def get_value(self, obj: Any) -> str:
        return self.text


class Ready:
    """Stands for an object before Wagtail's indexer: the same fields, their texts cut into tokens."""

    def __init__(self, obj: Any) -> None:
        self.pk = obj.pk
        self.fields = list(_ready(obj, obj.get_search_fields()))

    def get_search_fields(self) -> list[BaseField]:
        return self.fields


class TokenIndex:
    def add_items(self, model: type[Model], objs: Iterable[Any]) -> None:
        super().add_items(model, [Ready(obj) for obj in objs])  # type: ignore[misc]


def phrases(query: str) -> list[Phrase]:
    return [phrase(word) for word in words(query)]


def _ready(obj: Any, fields: Iterable[Any]) -> Iterator[BaseField]:
    for field in fields:
        if isinstance(field, RelatedFields):
            for other in _others(field.get_value(obj)):
                yield from _ready(other, field.fields)
        elif isinstance(field, SearchField):
            yield ReadySearchField(field, _cut(field.get_value(obj)))
        elif isinstance(field, AutocompleteField):
            yield ReadyAutocompleteField(field, _cut(field.get_value(obj)))


def _others(value: Any) -> Iterable[Any]:
    if isinstance(value, Manager):
        return value.all()
    return [] if value is None else [value() if callable(value) else value]


def _cut(value: Any) -> str:
    """Texts of a list stay apart: the end of one and the start of the next are no pair."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return " ".join(map(_cut, value))
    return "" if value is None else " ".join(tokens(normalise(str(value))))
