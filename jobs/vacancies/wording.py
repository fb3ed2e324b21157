"""Words in the texts of a vacancy, by the word list `data/words.csv`.

A row of the list: rule, pattern, the only fields it looks at (empty: all), fields it leaves out, an allowed phrase
(a hit inside one is no hit), how to write it instead. Patterns meet folded text: NFKC, nothing unseen, no spaces.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from portal.lib.text import plain

from .sheet import Sheet

WORD_LIST = Path(__file__).parent / "data" / "words.csv"
TEXT_FIELDS = (
    "title", "duties", "duties_change_text", "place_change_text", "renewal_criteria", "trial_text", "holidays",
    "raise_text", "closing_day", "pay_day", "experience_text", "education_text", "age_text", "japanese", "residence",
    "sex_reason", "selection", "documents", "questions", "housing_help", "qualification_help", "dementia_training",
    "youth_hiring", "youth_training", "youth_hours", "appeal",
)  # fmt: skip


@dataclass(frozen=True)
class Word:
    rule: str
    pattern: re.Pattern[str]
    only: frozenset[str]
    not_in: frozenset[str]
    allow: re.Pattern[str] | None
    mend: str

    def looks_at(self, field: str) -> bool:
        return field not in self.not_in and (not self.only or field in self.only)

    def is_allowed(self, text: str, start: int, end: int) -> bool:
        """Whether an allowed phrase of the same line covers the hit."""
        if self.allow is None:
            return False
        line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        phrases = self.allow.finditer(text, line_start, len(text) if line_end < 0 else line_end)
        return any(phrase.start() <= start and end <= phrase.end() for phrase in phrases)


@dataclass(frozen=True)
class Hit:
    field: str
    found: str
    mend: str


@cache
def words() -> tuple[Word, ...]:
    with WORD_LIST.open(encoding="utf-8", newline="") as file:
        return tuple(_word(row) for row in csv.DictReader(file))


def _word(row: dict[str, str]) -> Word:
    return Word(
        row["rule"],
        re.compile(row["pattern"]),
        frozenset(row["only"].split()),
        frozenset(row["not_in"].split()),
        re.compile(row["allow"]) if row["allow"] else None,
        row["mend"],
    )


def texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """(field, text) for every text that somebody wrote, those of rows and pictures included."""
    for name in TEXT_FIELDS:
        yield name, getattr(sheet, name)
    yield from (("shifts", shift.name) for shift in sheet.shifts)
    yield from (("parts", part.name) for part in sheet.parts)
    yield from (("features", text) for text in sheet.feature_facts)
    yield from (("image_texts", text) for text in sheet.image_texts)


def folded(text: str) -> str:
    """As the patterns want it, line by line."""
    return "\n".join(plain(line).replace(" ", "") for line in text.splitlines())


@lru_cache(maxsize=32)
def hits(sheet: Sheet) -> dict[str, tuple[Hit, ...]]:
    """Rule -> its hits, each wording once per field, in the order of the sheet."""
    fields, starts, whole, length = [], [], [], 0
    for field, text in texts(sheet):
        if text:
            line = folded(text)
            fields.append(field)
            starts.append(length)
            whole.append(line)
            length += len(line) + 1
    joined = "\n".join(whole)
    found: dict[str, dict[tuple[str, str], tuple[int, Hit]]] = {}
    for word in words():
        for match in word.pattern.finditer(joined):
            field = fields[bisect_right(starts, match.start()) - 1]
            if word.looks_at(field) and not word.is_allowed(joined, *match.span()):
                hit = Hit(field, match.group(), word.mend)
                found.setdefault(word.rule, {}).setdefault((field, hit.found), (match.start(), hit))
    return {
        rule: tuple(hit for _start, hit in sorted(of_rule.values(), key=lambda placed: placed[0]))
        for rule, of_rule in found.items()
    }
