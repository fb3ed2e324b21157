"""Amounts for qualifications: a share of a fee up to a cap, and a flat sum. Whole yen, fractions let go."""

from fractions import Fraction

from django.utils.translation import gettext as _

from portal.grants.schemes.calculation import Calculation, Line, round_down, share
from portal.grants.schemes.structure import Facts
from portal.lib.money import yen


def in_words(rate: Fraction) -> str:
    """9/10 as 9割, 2/3 as 3分の2."""
    tenths = rate * 10
    if tenths.denominator == 1:
        return _("%(tenths)s割") % {"tenths": tenths}
    return _("%(whole)s分の%(part)s") % {"whole": rate.denominator, "part": rate.numerator}


def share_of_fee(facts: Facts) -> Calculation:
    """Raises `KeyError` while the fee is missing."""
    fee, figures = facts.answers["fee"], facts.figures
    rate, cap, unit = figures["rate"], figures["cap"], figures["unit"]
    part = share(fee, rate)
    lines = [Line.of(_("受講料"), fee), Line.of(_("× %(rate)s") % {"rate": in_words(rate)}, part), capped(part, cap)]
    total = round_down(min(part, cap), unit)
    if unit > 1:
        lines.append(Line.of(_("%(unit)s未満は切り捨て") % {"unit": yen(unit)}, total))
    return Calculation(total, tuple(lines))


def flat(facts: Facts) -> Calculation:
    """One sum for everybody; some cohorts get no more than they paid. Raises `KeyError` while the costs are missing."""
    flat, costs = facts.figures["amount"], facts.answers["fee"]
    if not facts.figures["within_costs"]:
        return Calculation(flat, (Line.of(_("一人あたり決まった額"), flat),))
    return Calculation(min(costs, flat), (Line.of(_("払った費用"), costs), capped(costs, flat)))


def capped(amount: int, cap: int) -> Line:
    return Line(_("上限 %(cap)s") % {"cap": yen(cap)}, yen(cap) if amount > cap else _("こえていません"))
