"""How the grant for rooms came about, in lines that a clerk can follow with a pencil."""

from collections.abc import Callable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from portal.grants.schemes.calculation import Calculation, Line, share
from portal.grants.schemes.structure import Answers, Facts, Figures
from portal.lib.money import yen

from . import rent
from .rent import CASE, ROW, Month

Title = Callable[[Answers], str]


def by_month(facts: Facts, table: str, title: Title) -> Calculation:
    """Raises `KeyError` while a row lacks its rent or the day of moving in."""
    rows, figures = facts.rows.get(table, ()), facts.figures
    amounts, total = rent.of_rows(rows, figures)
    lines = [
        line for place, row in enumerate(rows) for line in _row(rent.row_key(row, place), row, figures, title(row))
    ]
    if figures["rounding"] == CASE:
        label = _("すべての部屋の計（%(unit)s未満は切り捨て）") % {"unit": yen(figures["unit"])}
        lines.append(Line.of(label, total))
    return Calculation(total, tuple(lines), amounts)


def _row(key: str, row: Answers, figures: Figures, title: str) -> Iterator[Line]:
    months = rent.months(row, figures)
    yield Line(title, "", key)
    for _sums, alike in groupby(months, key=lambda month: month.sums):
        yield _months(key, list(alike), figures)
    counted = rent.counted(row, figures)
    for limit, label in zip(rent.limits(row, figures), _limit_labels(row), strict=True):
        yield Line.of(label, limit, key)
    yield Line.of(_("対象になる額"), counted, key)
    part = share(counted, figures["rate"])
    yield Line.of(_("× %(rate)s") % {"rate": rent.in_words(figures["rate"])}, part, key)
    if figures["rounding"] == ROW and figures["unit"] > 1:
        label = _("%(unit)s未満は切り捨て") % {"unit": yen(figures["unit"])}
        yield Line.of(label, rent.of_row(row, figures), key)


def _limit_labels(row: Answers) -> list[str]:
    labels = [_("実際に払った額まで")] if row.get("paid") is not None else []
    months = row.get("paid_months")
    return [*labels, _("払った%(months)sか月の上限まで") % {"months": months}] if months is not None else labels


def _months(key: str, alike: list[Month], figures: Figures) -> Line:
    """Months that cost the same, in one line."""
    one = alike[0]
    said = [_("1か月 %(cost)s") % {"cost": yen(one.cost)} if len(alike) > 1 else yen(one.cost)]
    if one.own:
        said.append(_("− 本人負担 %(own)s ＝ %(net)s") % {"own": yen(one.own), "net": yen(one.net)})
    if one.net > one.counted:
        said.append(_("→ 上限 %(cap)s") % {"cap": yen(figures["cap"])})
    label = _("%(when)s（%(said)s）") % {"when": _when(alike), "said": " ".join(said)}
    return Line.of(label, sum(month.counted for month in alike), key)


def _when(alike: list[Month]) -> str:
    one, last = alike[0], alike[-1]
    if not one.is_whole:
        said = {"month": one.first.month, "first": one.first.day, "last": one.last.day}
        said |= {"days": one.days, "of_days": one.of_days}
        return _("%(month)s月%(first)s日から%(last)s日：%(of_days)s日のうち%(days)s日分") % said
    if len(alike) == 1:
        return _("%(month)s月") % {"month": one.first.month}
    said = {"first": one.first.month, "last": last.first.month, "count": len(alike)}
    return _("%(first)s月から%(last)s月の%(count)sか月") % said
