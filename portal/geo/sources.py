"""Tables of places as they are published, recognised by their columns."""

import json
import re
import zlib
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.lib import tabular

from .addresses import in_kanji, parse


@dataclass(frozen=True)
class TownRow:
    row: int
    code: str
    municipality: str
    name: str
    kana: str
    point: tuple[float, float] | None


@dataclass(frozen=True)
class LineRow:
    row: int
    code: str
    name: str
    color: str


@dataclass(frozen=True)
class StationRow:
    row: int
    code: str
    name: str
    kana: str
    point: tuple[float, float] | None


@dataclass(frozen=True)
class StopRow:
    row: int
    station: str
    line: str
    position: int


@dataclass
class Source:
    """What one file holds. `rounded` points are good to about 100 m."""

    towns: list[TownRow] = field(default_factory=list)
    lines: list[LineRow] = field(default_factory=list)
    stations: list[StationRow] = field(default_factory=list)
    stops: list[StopRow] = field(default_factory=list)
    rounded: bool = False

    @property
    def size(self) -> int:
        return len(self.towns) + len(self.lines) + len(self.stations) + len(self.stops)


def read(data: bytes, name: str, municipality: str) -> Source:
    """`municipality` is that of a table of towns which does not name it. Raises `tabular.Unreadable`."""
    if data.lstrip()[:1] in (b"[", b"{"):
        return _read_json(data, municipality)
    records = list(tabular.read(data, name).records())
    columns = set(records[0][1]) if records else set()
    for needed, reader in LAYOUTS:
        if needed <= columns:
            return reader(records)
    raise tabular.Unreadable(_("町丁目・駅・路線の表として読める列がありません。"))


def _read_json(data: bytes, municipality: str) -> Source:
    try:
        rows = json.loads(tabular.decode(data))
    except (ValueError, RecursionError) as error:
        raise tabular.Unreadable(_("JSON として読めません。")) from error
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and {"town", "lat", "lng"} <= set(row) for row in rows
    ):
        raise tabular.Unreadable(_("町丁目の表として読める項目（town, lat, lng）がありません。"))
    towns = []
    for number, row in enumerate(rows, start=1):
        town = town_name(str(row["town"]))
        code = f"t-{zlib.crc32(f'{municipality}{town}'.encode()):08x}"
        towns.append(TownRow(number, code, municipality, town, "", point(row["lat"], row["lng"])))
    return Source(towns=towns)


def town_name(text: str) -> str:
    """光が丘3丁目 as 光が丘三丁目."""
    address = parse(text, municipality="-")
    return f"{address.base}{in_kanji(address.numbers[0])}丁目" if address.numbers else address.base


def place_on_line(row: int, text: str) -> int:
    if not text.strip().isdecimal() or len(text) > 4:
        raise tabular.Unreadable(
            _("%(row)d 行目：路線の何番目の駅かが、数字で書かれていません（「路線の記号:番号」）。") % {"row": row}
        )
    return int(text)


def point(latitude: object, longitude: object) -> tuple[float, float] | None:
    """Both coordinates near Tokyo, or None."""
    try:
        north, east = float(str(latitude)), float(str(longitude))
    except ValueError:
        return None
    return (north, east) if 35.0 <= north <= 36.5 and 138.5 <= east <= 140.5 else None


Records = list[tuple[int, dict[str, str]]]


def _our_towns(records: Records) -> Source:
    rows = [
        TownRow(n, r["code"], r["municipality"], r["name"], r["kana"], point(r["latitude"], r["longitude"]))
        for n, r in records
    ]
    return Source(towns=rows, rounded=True)


def _our_stations(records: Records) -> Source:
    stations = [
        StationRow(n, r["code"], r["name"], r["kana"], point(r["latitude"], r["longitude"])) for n, r in records
    ]
    stops = []
    for number, record in records:
        for stop in record["lines"].split():
            line, _colon, position = stop.partition(":")
            stops.append(StopRow(number, record["name"], line, place_on_line(number, position)))
    return Source(stations=stations, stops=stops, rounded=True)


def _stations(records: Records) -> Source:
    """Stations of two companies may share a name; then each keeps its suffix."""
    names = [record["original_name"] for _number, record in records]
    rows = []
    for number, record in records:
        if record.get("closed") != "1":
            name = record["original_name"] if names.count(record["original_name"]) == 1 else record["name"]
            rows.append(
                StationRow(number, record["code"], name, record["name_kana"], point(record["lat"], record["lng"]))
            )
    return Source(stations=rows)


def _lines(records: Records) -> Source:
    rows = []
    for number, record in records:
        color = record["color"].lower() if re.fullmatch("#[0-9A-Fa-f]{6}", record["color"]) else ""
        if record.get("closed") != "1":
            rows.append(LineRow(number, record["code"], record["name"], color))
    return Source(lines=rows)


def _stops(records: Records) -> Source:
    return Source(
        stops=[StopRow(n, r["station_name"], r["line_name"], place_on_line(n, r["index"])) for n, r in records]
    )


LAYOUTS = [
    ({"code", "municipality", "name", "kana", "latitude", "longitude"}, _our_towns),
    ({"code", "name", "kana", "latitude", "longitude", "lines"}, _our_stations),
    ({"station_name", "line_name", "index"}, _stops),
    ({"code", "name", "original_name", "name_kana", "lat", "lng"}, _stations),
    ({"code", "name", "color"}, _lines),
]
