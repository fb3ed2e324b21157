"""What answers a landlord's worry: the instruments of `data/instruments.csv`, each with its source and day.

A row without a worry is printed whatever was chosen: money of the ward.
"""

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "instruments.csv"


@dataclass(frozen=True)
class Instrument:
    worry: str
    worry_label: str
    name: str
    text: str
    who_pays: str
    net_cost: str
    source: str
    as_of: dt.date


@cache
def instruments() -> tuple[Instrument, ...]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            Instrument(**{**row, "as_of": dt.date.fromisoformat(row["as_of"])})  # type: ignore[arg-type]
            for row in csv.DictReader(file)
        )


def worries() -> list[tuple[str, str]]:
    """Code and words, each once, in the order of the list."""
    return list({row.worry: row.worry_label for row in instruments() if row.worry}.items())
