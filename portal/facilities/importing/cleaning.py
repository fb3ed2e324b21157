"""From a row as written to what it surely says of a facility, and what is doubtful about it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.facilities.models import Facility
from portal.geo import queries as geo
from portal.geo.addresses import Address, parse, without_repetition
from portal.geo.models import Town
from portal.lib.distance import metres

from . import kinds, values
from .reading import Row, Sheet
from .values import Value

# A point farther than this from the middle of its 町丁目 belongs to another place.
FAR_FROM_TOWN_METRES = 2000
SINGLE: dict[str, Callable[[str], Value]] = {
    "number": values.office_number,
    "corporate_number": values.corporate_number,
    "corporation": values.corporation,
    "phone": values.phone,
    "postal_code": values.postal_code,
    "url": values.url,
    "capacity": values.capacity,
    "opened_on": values.opened_on,
}
LENGTHS = {
    column.name: column.max_length or 0
    for column in Facility._meta.fields
    if column.name in ("name", "kana", "corporation", "address", "building", "hours", "municipality")
}


class Refused(Exception):  # noqa: N818
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(reason)
        self.name, self.reason = name, reason


@dataclass
class Candidate:
    """`known` holds only what the row states; `unsure` doubts that weigh against a value; `remarks` all."""

    row: int
    place: Address
    town: Town | None
    as_of: dt.date | None
    known: dict[str, Any] = field(default_factory=dict)
    unsure: dict[str, str] = field(default_factory=dict)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def take(self, name: str, value: Value) -> None:
        if value.doubt:
            self.remarks.append((name, value.doubt))
        if value.value in (None, ""):
            return
        if isinstance(value.value, str) and len(value.value) > LENGTHS.get(name, 300):
            self.remarks.append((name, _("%(limit)d字より長いため使いません。") % {"limit": LENGTHS.get(name, 300)}))
            return
        self.known[name] = value.value
        if not value.sure:
            self.unsure[name] = value.doubt


def clean(row: Row, sheet: Sheet) -> Candidate:
    """Raises `Refused` when the row cannot be a facility at all."""
    fields = row.fields
    name = fields["name"]
    if not name:
        raise Refused("name", _("名称がありません。"))
    if len(name) > LENGTHS["name"]:
        raise Refused("name", _("名称が長すぎます（%(limit)d字まで）。") % {"limit": LENGTHS["name"]})
    kind = _kind(fields, sheet)
    place = _place(fields)
    town = geo.town_of(place.base + "-".join(map(str, place.numbers)), place.municipality)
    candidate = Candidate(row.number, place, town, values.date(fields.get("as_of", "")) or sheet.as_of)
    candidate.known.update(name=name, kind=kind)
    candidate.take("kana", Value(values.kana(fields.get("kana", ""))))
    for field_name, read in SINGLE.items():
        candidate.take(field_name, read(fields.get(field_name, "")))
    _take_place(candidate, fields)
    _take_point(candidate, fields)
    _take_hours(candidate, fields)
    _doubt_capacity(candidate, fields)
    return candidate


def _kind(fields: dict[str, str], sheet: Sheet) -> str:
    stated = fields.get("kind", "")
    if stated:
        code = kinds.code_of(stated)
        if not code:
            raise Refused("kind", _("「%(text)s」に当たる施設の種類がありません。") % {"text": stated[:60]})
        return code
    titled = kinds.code_of(sheet.title) if sheet.layout.kind else ""
    code = (titled or sheet.layout.kind) or kinds.code_of_name(fields["name"])
    if not code:
        raise Refused("name", _("名称「%(name)s」から施設の種類が分かりません。") % {"name": fields["name"][:60]})
    return code


def _place(fields: dict[str, str]) -> Address:
    stated = fields.get("municipality", "")
    municipality = parse(stated).municipality or (stated if stated.endswith(("区", "市", "町", "村")) else "")
    written = fields["address"]
    if not written:
        raise Refused("address", _("所在地がありません。"))
    place = Address(municipality, "", (), "") if set(written) <= {"*"} else parse(written, municipality)
    if not place.municipality:
        raise Refused("address", _("所在地「%(text)s」から区市町村が分かりません。") % {"text": written[:60]})
    if len(place.line) > LENGTHS["address"] or len(place.municipality) > LENGTHS["municipality"]:
        raise Refused("address", _("所在地が長すぎます（%(limit)d字まで）。") % {"limit": LENGTHS["address"]})
    return place


def _take_place(candidate: Candidate, fields: dict[str, str]) -> None:
    place = candidate.place
    if not place.line:
        candidate.remarks.append(("address", _("所在地は公表されていません。")))
        return
    candidate.take("address", Value(place.line))
    candidate.take("building", Value(_building(place.building, fields.get("building", ""))))
    if candidate.town is None and any(town.municipality == place.municipality for town in geo.towns()):
        text = _("所在地「%(text)s」の町丁目が見つかりません。") % {"text": place.line}
        candidate.remarks.append(("address", text))


def _building(in_address: str, stated: str) -> str:
    """The building once, whether it stands in the address, in its own column or in both."""
    tail, own = without_repetition(in_address), without_repetition(stated)
    if tail.replace(" ", "") in own.replace(" ", ""):
        return own
    return tail if own.replace(" ", "") in tail.replace(" ", "") else f"{tail} {own}"


def _take_point(candidate: Candidate, fields: dict[str, str]) -> None:
    value = values.point(fields.get("latitude", ""), fields.get("longitude", ""))
    town = candidate.town
    if value.value and town:
        north, east = value.value
        distance = metres(north, east, town.latitude, town.longitude)
        if distance > FAR_FROM_TOWN_METRES:
            text = _("緯度・経度が所在地の%(town)sから約%(distance).0fkm離れているため使いません。")
            value = Value(None, text % {"town": town.name, "distance": distance / 1000})
    candidate.take("point", value)


def _take_hours(candidate: Candidate, fields: dict[str, str]) -> None:
    if fields.get("hours"):
        candidate.take("hours", Value(fields["hours"]))
        return
    opens = values.clock(fields.get("opens", ""))
    closes = values.clock(fields.get("closes", "")) or values.clock(fields.get("closes_regularly", ""))
    if opens and closes:
        candidate.take("hours", Value(f"{opens}～{closes}"))


def _doubt_capacity(candidate: Candidate, fields: dict[str, str]) -> None:
    ages = [fields[f"capacity_{age}"] for age in range(6) if fields.get(f"capacity_{age}")]
    total = candidate.known.get("capacity")
    if not ages or total is None or not all(age.isdigit() for age in ages) or sum(map(int, ages)) == total:
        return
    text = _("定員%(total)d名が年齢別の合計%(sum)d名と合いません。") % {"total": total, "sum": sum(map(int, ages))}
    candidate.remarks.append(("capacity", text))
    candidate.unsure["capacity"] = text
