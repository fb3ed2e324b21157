"""The pages a new portal starts with, read from `content/`: one file a page."""

import datetime as dt
import tomllib
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.html import format_html, format_html_join

CONTENT = Path(__file__).parent / "content"
# The number of a page at a path like „guides/contact“.
Number = Callable[[str], int]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def read_all(folder: str) -> Iterator[dict[str, Any]]:
    for file in sorted((CONTENT / folder).glob("*.toml")):
        yield read(f"{folder}/{file.stem}")


def link(text: str, target: str, number: Number) -> dict[str, Any]:
    """A target that begins with / is an address, any other one a page."""
    if target.startswith("/"):
        return {"text": text, "page": None, "address": target}
    return {"text": text, "page": number(target), "address": ""}


def body(parts: list[dict[str, Any]], number: Number) -> list[dict[str, Any]]:
    return [{"type": kind, "value": _value(kind, raw, number)} for part in parts for kind, raw in part.items()]


def actions(rows: list[list[str]], number: Number) -> list[dict[str, Any]]:
    return [
        {"type": "action", "value": {"link": link(label, target, number), "text": text}} for label, target, text in rows
    ]


def desks(rows: list[list[str]]) -> list[dict[str, Any]]:
    return [{"type": "desk", "value": {"name": name, "what": what}} for name, what in rows]


def worries(rows: list[list[str]], number: Number) -> list[dict[str, Any]]:
    return [{"type": "worry", "value": link(text, target, number)} for text, target in rows]


def promises(rows: list[list[str]]) -> list[dict[str, Any]]:
    names = ("label", "figure", "unit", "note")
    return [{"type": "promise", "value": dict(zip(names, row, strict=True))} for row in rows]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def item(value: dict[str, Any]) -> dict[str, Any]:
    """A member of a list block, which Wagtail takes for one only with a number of its own."""
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def _items(*names: str) -> Callable[[Any, Number], Any]:
    return lambda rows, _number: [item(dict(zip(names, row, strict=True))) for row in rows]


def _paragraphs(texts: list[str]) -> str:
    return str(format_html_join("", "<p>{}</p>", ((text,) for text in texts)))


VALUES: dict[str, Callable[[Any, Number], Any]] = {
    "heading": lambda raw, _number: raw,
    "text": lambda raw, _number: _paragraphs(raw),
    "steps": _items("title", "text"),
    "facts": _items("label", "value"),
    "questions": lambda raw, _number: [
        item({"question": question, "answer": str(format_html("<p>{}</p>", answer))}) for question, answer in raw
    ],
    "notice": lambda raw, _number: dict(zip(("level", "title", "text"), raw, strict=True)),
    "links": lambda raw, number: [item(link(text, target, number)) for text, target in raw],
}


def _value(kind: str, raw: Any, number: Number) -> Any:
    return VALUES[kind](raw, number)
