"""A guess before anybody applies: some equal rooms for some whole months, without key money."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.grants.schemes.calculation import Calculation, Line
from portal.grants.schemes.structure import Facts, Question
from portal.lib.money import yen

from . import rent

ESTIMATE = (
    Question("units", gettext_lazy("部屋の数"), "count", low=1, high=300),
    Question("rent", gettext_lazy("賃料（1戸、月）"), "yen", low=1),
    Question("common_fee", gettext_lazy("共益費・管理費（1戸、月）"), "yen", gettext_lazy("ないときは0。")),
    Question("resident_part", gettext_lazy("住む人が払う分（1戸、月）"), "yen", gettext_lazy("ないときは0。")),
    Question("months", gettext_lazy("この年度に借りる月数"), "count", low=1, high=12),
)


def estimate(facts: Facts) -> Calculation:
    """Raises `KeyError` while an answer is missing."""
    answers, figures = facts.answers, facts.figures
    monthly = answers["rent"] + answers["common_fee"]
    one = rent.of_months(monthly, answers["resident_part"], answers["months"], figures)
    total = rent.rounded(one * answers["units"], figures, rent.CASE)
    return Calculation(total, tuple(_lines(facts, monthly, one, total)))


def _lines(facts: Facts, monthly: int, one: int, total: int) -> Iterator[Line]:
    answers, figures = facts.answers, facts.figures
    yield Line.of(_("賃料と共益費（1戸、月）"), monthly)
    net = monthly
    if figures["resident_part_deducted"] and answers["resident_part"]:
        net = max(0, monthly - answers["resident_part"])
        yield Line.of(_("− 住む人が払う分"), net)
    cap = figures["cap"]
    yield Line(_("上限 %(cap)s") % {"cap": yen(cap)}, yen(cap) if net > cap else _("こえていません"))
    cut = _("（%(unit)s未満は切り捨て）") % {"unit": yen(figures["unit"])} if figures["unit"] > 1 else ""
    by_row, by_case = (cut, "") if figures["rounding"] == rent.ROW else ("", cut)
    parts = {"months": answers["months"], "rate": rent.in_words(figures["rate"]), "cut": by_row}
    yield Line.of(_("× %(months)sか月 × %(rate)s%(cut)s") % parts, one)
    yield Line.of(_("× %(units)s戸%(cut)s") % {"units": answers["units"], "cut": by_case}, total)
