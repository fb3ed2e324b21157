import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.db import models, transaction

from portal.audit.actions import record
from portal.lib.dates import tokyo_date
from portal.lib.tabular import read

from . import queries
from .models import Code, List

DATA = Path(__file__).parent / "data"
FILES = {
    List.OCCUPATION: "occupations.csv",
    List.FACILITY_KIND: "facility_kinds.csv",
    List.QUALIFICATION: "qualifications.csv",
    List.EMPLOYMENT: "employment.csv",
    List.WORK_STYLE: "work_styles.csv",
    List.FEATURE: "features.csv",
}
COLUMNS = ["list", "label", "short", "group", "parent_id", "ladder", "level", "order", "valid_from", "valid_to"]


@dataclass(frozen=True)
class Loaded:
    created: int
    updated: int
    closed: int
    unchanged: int


@transaction.atomic
def load(*, actor: models.Model | None, at: dt.datetime, folder: Path = DATA) -> Loaded:
    """Make the lists what the files say. A code that left its file is closed, never deleted."""
    known = Code.objects.in_bulk()
    wanted = [code for name, file in FILES.items() for code in _read(name, folder / file)]
    created = [code for code in wanted if code.value not in known]
    updated = [code for code in wanted if code.value in known and _differs(code, known[code.value])]
    gone = known.keys() - {code.value for code in wanted}
    closed = [_close(known[value], tokyo_date(at)) for value in sorted(gone) if known[value].valid_to is None]
    Code.objects.bulk_create(created)
    Code.objects.bulk_update(updated + closed, COLUMNS)
    if created or updated or closed:
        detail = {
            "created": [code.value for code in created],
            "updated": [code.value for code in updated],
            "closed": [code.value for code in closed],
        }
        record("codelists.loaded", actor=actor, at=at, detail=detail)
    transaction.on_commit(queries.forget)
    return Loaded(len(created), len(updated), len(closed), len(wanted) - len(created) - len(updated))


def _read(name: List, file: Path) -> list[Code]:
    return [
        Code(
            value=row["value"],
            list=name.value,
            label=row["label"],
            short=row["short"],
            group=row["group"],
            parent_id=row["parent"] or None,
            ladder=row["ladder"],
            level=int(row["level"] or 0),
            order=number * 10,
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for number, row in read(file.read_bytes(), file.name).records()
    ]


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _differs(code: Code, known: Code) -> bool:
    return any(getattr(code, column) != getattr(known, column) for column in COLUMNS)


def _close(code: Code, day: dt.date) -> Code:
    """The last day is yesterday, or the first day of a code that began only today or later."""
    yesterday = day - dt.timedelta(days=1)
    code.valid_to = max(yesterday, code.valid_from or yesterday)
    return code
