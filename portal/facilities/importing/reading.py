"""From the bytes of a file to its rows, each with the fields of its layout as text."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.lib import tabular
from portal.lib.text import plain

from . import layouts, values
from .layouts import Layout, column_name

HEADER_WITHIN = 15


@dataclass(frozen=True)
class Row:
    number: int
    fields: dict[str, str]


@dataclass
class Sheet:
    """`columns` is field -> the heading a clerk sees. `title` is what stands above the header."""

    layout: Layout
    columns: dict[str, str]
    rows: list[Row]
    title: str = ""
    as_of: dt.date | None = None
    bad_cells: dict[int, tuple[str, str]] = field(default_factory=dict)
    unread_sheets: list[str] = field(default_factory=list)


def read(data: bytes, name: str) -> Sheet:
    """Raises `tabular.Unreadable` when the file is no table of facilities."""
    if len(data) > tabular.MAX_BYTES:
        return _read_table(data, name)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        return _read_objects(data)
    return _read_table(data, name)


def _read_objects(data: bytes) -> Sheet:
    try:
        content = json.loads(tabular.decode(data))
    except (ValueError, RecursionError) as error:
        raise tabular.Unreadable(_("JSON として読めません。")) from error
    features = content.get("features") if isinstance(content, dict) else content
    objects = [_flat(entry) for entry in features] if isinstance(features, list) else []
    header = {name for entry in objects for name in entry}
    layout, columns = _recognised(header)
    rows = [_row(number, entry, columns) for number, entry in enumerate(objects, start=1)]
    return Sheet(layout, columns, rows)


def _flat(entry: Any) -> dict[str, str]:
    """A feature's properties with its point, or a plain object, as text."""
    if not isinstance(entry, dict):
        return {}
    properties = entry.get("properties", entry)
    named = properties if isinstance(properties, dict) else {}
    flat = {column_name(str(name)): _as_text(value) for name, value in named.items()}
    coordinates = (entry.get("geometry") or {}).get("coordinates") if isinstance(entry.get("geometry"), dict) else None
    if isinstance(coordinates, list) and len(coordinates) >= 2:
        flat["geometry.longitude"], flat["geometry.latitude"] = map(_as_text, coordinates[:2])
    return flat


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _read_table(data: bytes, name: str) -> Sheet:
    table = tabular.read(data, name)
    at, header = _header(table)
    layout, columns = _recognised(header)
    title = " ".join(plain(cell) for row in table.rows[:at] for cell in row if cell.strip())
    rows = [
        _row(number, dict(zip(header, cells, strict=False)), columns)
        for number, cells in enumerate(table.rows[at + 1 :], start=at + 2)
        if any(cell.strip() for cell in cells) and not _is_note(cells, header, layout, columns)
    ]
    bad_cells = {
        cell.row: (header[cell.column] if cell.column < len(header) else cell.place, cell.reason)
        for cell in reversed(table.bad_cells)
    }
    as_of = values.date(title) if title else None
    return Sheet(layout, columns, rows, title, as_of, bad_cells, table.unread_sheets)


def _header(table: tabular.Table) -> tuple[int, list[str]]:
    """The first row that a layout knows, else the first filled one; an unnamed column is named after the last."""
    named = [(number, list(_named(row))) for number, row in enumerate(table.rows[:HEADER_WITHIN])]
    for number, header in named:
        if layouts.recognise(header):
            return number, header
    return next((number, header) for number, header in named if any(header))


def _named(row: list[str]) -> Iterator[str]:
    last, steps = "", 0
    for cell in row:
        name = column_name(cell)
        last, steps = (name, 0) if name else (last, steps + 1)
        yield name or (f"{last}+{steps}" if last else "")


def _recognised(header: Any) -> tuple[Layout, dict[str, str]]:
    found = layouts.recognise(header)
    if found:
        return found
    if layouts.lists_events(header):
        raise tabular.Unreadable(
            _("施設の一覧ではなく、出来事（移転・新設など）の一覧です。施設の一覧のファイルを選んでください。")
        )
    raise tabular.Unreadable(
        _("施設の一覧として読める列がありません。名称・所在地・電話などの見出しを確かめてください。")
    )


def _is_note(cells: list[str], header: list[str], layout: Layout, columns: dict[str, str]) -> bool:
    """The header again on a new page, or a note below a numbered table."""
    if [column_name(cell) for cell in cells] == [name if "+" not in name else "" for name in header]:
        return True
    entry = dict(zip(header, cells, strict=False))
    numbered = layout.running_number and re.search("[0-9０-９]", entry.get(layout.running_number, ""))
    return bool(layout.running_number) and not numbered and not entry.get(columns["address"], "").strip()


def _row(number: int, entry: dict[str, str], columns: dict[str, str]) -> Row:
    return Row(
        number, {name: plain(entry.get(column, "").replace("（改行）", " ")) for name, column in columns.items()}
    )
