import csv
from functools import cache
from pathlib import Path

from .analysis import normalise

FILE = Path(__file__).parent / "data" / "synonyms.csv"


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Names of the same thing, normalised, one group a line of the file. A name belongs to one group."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(tuple(dict.fromkeys(normalise(name) for name in row)) for row in csv.reader(lines) if row)
