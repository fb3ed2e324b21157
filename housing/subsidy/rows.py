"""What contradicts itself in a row of a lease, whatever the scheme; and which rows overlap."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from portal.grants.schemes.structure import Answers, Figures, Problem
from portal.lib.dates import long_date

from . import rent


def day_problems(row: Answers, figures: Figures) -> Iterator[Problem]:
    start, end = rent.day(row, "moved_in"), rent.day(row, "moved_out")
    first, last = figures["first_day"], figures["last_day"]
    only = _("この年度に住んだ部屋だけを書いてください。")
    if start and start > last:
        words = _("入居日が、対象の年度（%(last)sまで）より後です。") % {"last": long_date(last)}
        yield Problem("moved_in", words, only)
    if end and end < first:
        words = _("退去日が、対象の年度（%(first)sから）より前です。") % {"first": long_date(first)}
        yield Problem("moved_out", words, only)
    if start and end and end < start:
        yield Problem("moved_out", _("退去日が入居日より前です。"), _("日付を確かめてください。"))


def money_problems(row: Answers, figures: Figures) -> Iterator[Problem]:
    monthly, limit = row.get("rent"), figures["key_money_months"]
    if monthly is None:
        return
    said = {"limit": limit}
    if row.get("key_money", 0) > monthly * limit:
        words = _("礼金が、賃料の%(limit)sか月分をこえています。") % said
        yield Problem("key_money", words, _("対象になる、%(limit)sか月分までを書いてください。") % said)
    if row.get("resident_part", 0) > monthly + row.get("common_fee", 0):
        words = _("本人負担が、賃料と共益費の計より大きくなっています。")
        yield Problem("resident_part", words, _("どれも、1か月の額を書いてください。"))


def paid_problems(row: Answers, figures: Figures) -> Iterator[Problem]:
    """What a report says of the months paid against the days lived in."""
    paid = row.get("paid_months")
    if paid is None or "rent" not in row or "moved_in" not in row:
        return
    lived = len(rent.months(row, figures))
    if paid > lived:
        words = _("払った月数が、対象の月数（%(lived)sか月）をこえています。") % {"lived": lived}
        yield Problem("paid_months", words, _("月数か、入居日・退去日を直してください。"))
    if bool(paid) != bool(row.get("paid", paid)):
        yield Problem("paid", _("払った月数と、払った額が合いません。"), _("払っていないときは、どちらも0にします。"))


def written_twice(rows: Sequence[Answers], keys: tuple[str, ...]) -> dict[int, list[Problem]]:
    """The same values in two rows are an error of writing."""
    seen: dict[tuple[str, ...], int] = {}
    found: dict[int, list[Problem]] = {}
    for place, row in enumerate(rows):
        values = tuple(str(row.get(key, "")) for key in keys)
        if all(values) and values in seen:
            words = _("%(row)s行目と同じことが書いてあります。") % {"row": seen[values] + 1}
            found[place] = [Problem(keys[0], words, _("どちらか一つを消してください。"))]
        seen.setdefault(values, place)
    return found


def overlapping(rows: Sequence[Answers], key: str) -> list[tuple[str, list[Answers]]]:
    """Values of a column that stand in two rows at the same time, each with its rows in the order of moving in."""
    by_value: dict[str, list[Answers]] = {}
    for row in rows:
        if row.get(key) and row.get("moved_in"):
            by_value.setdefault(row[key], []).append(row)
    found = [(value, sorted(same, key=lambda row: row["moved_in"])) for value, same in by_value.items()]
    return [(value, same) for value, same in found if _overlap(same)]


def _overlap(rows: list[Answers]) -> bool:
    """Whether somebody moves in before all who came earlier have left."""
    left = dt.date.min
    for row in rows:
        if dt.date.fromisoformat(row["moved_in"]) <= left:
            return True
        left = max(left, rent.day(row, "moved_out") or dt.date.max)
    return False
