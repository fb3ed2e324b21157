"""受講料 × 率, up to a cap: whole yen, fractions let go."""

from fractions import Fraction

from django.utils.translation import gettext as _

from portal.grants.schemes.calculation import Calculation, Line, share
from portal.grants.schemes.structure import Facts
from portal.lib.money import yen


def amount(fee: int, rate: Fraction, cap: int) -> int:
    return min(share(fee, rate), cap)


def in_tenths(rate: Fraction) -> str:
    """9/10 as 9割, others as the fraction."""
    tenths = rate * 10
    return _("%(tenths)s割") % {"tenths": tenths} if tenths.denominator == 1 else str(rate)


def calculate(facts: Facts) -> Calculation:
    """Raises `KeyError` while the fee is missing."""
    fee, rate, cap = facts.answers["fee"], facts.figures["rate"], facts.figures["cap"]
    part, found = share(fee, rate), amount(fee, rate, cap)
    over = yen(cap) if part > cap else _("こえていません")
    return Calculation(
        found,
        (
            Line.of(_("受講料"), fee),
            Line.of(_("× %(rate)s") % {"rate": in_tenths(rate)}, part),
            Line(_("上限 %(cap)s") % {"cap": yen(cap)}, over),
            Line.of(_("助成の見こみ"), found),
        ),
    )
