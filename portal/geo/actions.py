import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.lib.distance import metres

from . import queries
from .models import Line, Station, Stop, Town
from .sources import Source, read

DATA = Path(__file__).parent / "data"
AUTHORED = ["towns.csv", "lines.csv", "stations.csv"]
# A rounded point this near a known one says nothing new.
ROUNDING_METRES = 300
HOME = "練馬区"


@dataclass
class Report:
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[dict[str, object]] = field(default_factory=list)

    def refuse(self, row: int, reason: str) -> None:
        self.refused.append({"row": row, "reason": reason})


def load_authored(*, actor: models.Model | None, at: dt.datetime) -> Report:
    """The ward's towns, its stations and those at its edge, as the portal brings them along."""
    return load([read((DATA / name).read_bytes(), name, HOME) for name in AUTHORED], actor=actor, at=at)


@transaction.atomic
def load(sources: Sequence[Source], *, actor: models.Model | None, at: dt.datetime) -> Report:
    """Add and correct; nothing is removed. Tables may come in any order: stops are written last."""
    report = Report(read=sum(source.size for source in sources))
    for source in sources:
        _load_towns(source, report)
        _load_lines(source, report)
        _load_stations(source, report)
    for source in sources:
        _load_stops(source, report)
    if report.created or report.updated:
        record("geo.loaded", actor=actor, at=at, detail={"created": report.created, "updated": report.updated})
    transaction.on_commit(queries.forget)
    return report


def _load_towns(source: Source, report: Report) -> None:
    known = {(town.municipality, town.name): town for town in Town.objects.all()}
    wanted = []
    for row in source.towns:
        before = known.get((row.municipality, row.name))
        if row.point is None:
            report.refuse(row.row, _("「%(name)s」の緯度・経度が東京の周辺にありません。") % {"name": row.name})
            continue
        north, east = _finer(row.point, before, rounded=source.rounded)
        code, kana = (before.code, row.kana or before.kana) if before else (row.code, row.kana)
        town = Town(code=code, municipality=row.municipality, name=row.name, kana=kana, latitude=north, longitude=east)
        wanted.append((row.row, town))
    _write(Town, wanted, {town.code: town for town in known.values()}, ["kana", "latitude", "longitude"], report)


def _load_lines(source: Source, report: Report) -> None:
    known = {line.name: line for line in Line.objects.all()}
    wanted = []
    for row in source.lines:
        before = known.get(row.name)
        # A line that is known keeps its colour: tables disagree about shades.
        code, color = (before.code, before.color or row.color) if before else (row.code, row.color)
        wanted.append((row.row, Line(code=code, name=row.name, color=color)))
    _write(Line, wanted, {line.code: line for line in known.values()}, ["color"], report)


def _load_stations(source: Source, report: Report) -> None:
    known = {station.name: station for station in Station.objects.all()}
    wanted = []
    for row in source.stations:
        before = known.get(row.name)
        if row.point is None:
            report.refuse(row.row, _("「%(name)s」の緯度・経度が東京の周辺にありません。") % {"name": row.name})
            continue
        north, east = _finer(row.point, before, rounded=source.rounded)
        code, kana = (before.code, row.kana or before.kana) if before else (row.code, row.kana)
        wanted.append((row.row, Station(code=code, name=row.name, kana=kana, latitude=north, longitude=east)))
    known_codes = {station.code: station for station in known.values()}
    _write(Station, wanted, known_codes, ["kana", "latitude", "longitude"], report)


def _load_stops(source: Source, report: Report) -> None:
    stations = {station.name: station for station in Station.objects.all()}
    lines = {line.name: line for line in Line.objects.all()}
    known = {(stop.station_id, stop.line_id): stop for stop in Stop.objects.all()}
    wanted = []
    for row in source.stops:
        station = stations.get(row.station) or stations.get(re.sub(r"\(.*\)$", "", row.station))
        line = lines.get(row.line)
        if station is None or line is None:
            missing = row.line if line is None else row.station
            report.refuse(
                row.row, _("「%(name)s」がまだありません。先に駅と路線の表を読み込んでください。") % {"name": missing}
            )
            continue
        before = known.get((station.code, line.code))
        # A line whose stations are already in order keeps its numbering.
        position = before.position if before and source.rounded else row.position
        stop = Stop(pk=before.pk if before else None, station=station, line=line, position=position)
        wanted.append((row.row, stop))
    _write(Stop, wanted, {stop.pk: stop for stop in known.values()}, ["position"], report)


def _finer(point: tuple[float, float], before: Town | Station | None, *, rounded: bool) -> tuple[float, float]:
    if before is None or not rounded:
        return point
    here = (before.latitude, before.longitude)
    return here if metres(*point, *here) <= ROUNDING_METRES else point


def _write(
    model: type[models.Model],
    wanted: Sequence[tuple[int, Any]],
    known: Mapping[Any, models.Model],
    columns: list[str],
    report: Report,
) -> None:
    created, updated = [], []
    taken: dict[tuple[str, ...], int] = {}
    for number, row in wanted:
        same = taken.setdefault(_identity(row), number)
        if same != number:
            report.refuse(number, _("%(row)d 行目と同じものです。") % {"row": same})
        elif row.pk in known:
            if any(getattr(row, column) != getattr(known[row.pk], column) for column in columns):
                updated.append(row)
            else:
                report.unchanged += 1
        elif told := _told(row):
            report.refuse(number, told)
        else:
            created.append(row)
    model._default_manager.bulk_create(created)
    model._default_manager.bulk_update(updated, columns)
    report.created += len(created)
    report.updated += len(updated)


def _identity(row: Town | Line | Station | Stop) -> tuple[str, ...]:
    if isinstance(row, Stop):
        return row.station_id, row.line_id
    return (row.municipality, row.name) if isinstance(row, Town) else (row.name,)


def _told(row: models.Model) -> str:
    """What is wrong with the columns of a new row, in words; "" when nothing is."""
    try:
        row.clean_fields()
    except ValidationError as error:
        names = {field.name: str(field.verbose_name) for field in row._meta.fields}
        return "、".join(f"{names[name]}：{''.join(told)}" for name, told in error.message_dict.items())
    return ""
