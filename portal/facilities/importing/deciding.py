"""Which of several statements about a facility counts."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.facilities.models import Statement
from portal.lib.text import plain

from .layouts import TRUST

LABELS = {
    "number": _("事業所番号"),
    "name": _("名称"),
    "kana": _("かな"),
    "kind": _("種類"),
    "corporation": _("運営法人"),
    "corporate_number": _("法人番号"),
    "address": _("所在地"),
    "building": _("建物"),
    "postal_code": _("郵便番号"),
    "point": _("緯度・経度"),
    "phone": _("電話"),
    "url": _("ホームページ"),
    "capacity": _("定員"),
    "hours": _("開所時間"),
    "opened_on": _("事業開始日"),
}
# Where sources that differ are worth a look.
COMPARED = ("address", "phone", "capacity", "corporate_number")


def as_text(value: Any) -> str:
    return ", ".join(f"{number:.6f}" for number in value) if isinstance(value, tuple) else str(value)


def as_value(name: str, text: str) -> Any:
    if name == "capacity":
        return int(text)
    if name == "opened_on":
        return dt.date.fromisoformat(text)
    if name == "point":
        north, east = text.split(", ")
        return float(north), float(east)
    return text


def best(statements: Iterable[Statement]) -> Statement:
    """Without doubt before doubtful, then the more trusted source, then the later day."""
    return max(
        statements, key=lambda row: (not row.doubt, TRUST.get(row.source, 0), row.as_of or dt.date.min, row.source)
    )


def decided(statements: dict[tuple[str, str], Statement], parents: dict[str, str | None]) -> dict[str, Statement]:
    """field -> the statement that counts. A building counts only together with the address beside it."""
    fields: dict[str, list[Statement]] = {}
    for (name, _source), row in statements.items():
        fields.setdefault(name, []).append(row)
    chosen = {name: best(rows) for name, rows in fields.items()}
    chosen["kind"] = _most_particular(chosen["kind"], fields["kind"], parents)
    if "building" in chosen and "address" in chosen:
        beside = statements.get(("building", chosen["address"].source))
        chosen.pop("building")
        if beside:
            chosen["building"] = beside
    return chosen


def _most_particular(kind: Statement, rows: list[Statement], parents: dict[str, str | None]) -> Statement:
    return next((row for row in rows if parents.get(row.value) == kind.value), kind)


def differs(name: str, one: str, other: str) -> bool:
    return plain(one).replace("-", "") != plain(other).replace("-", "")
