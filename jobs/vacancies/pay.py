"""Pay rebuilt from its parts: what a month comes to, line by line. Whole yen; halves are rounded down."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.lib.money import yen

from .sheet import Sheet

# Weeks in an average month, as 52 weeks in 12 months.
WEEKS, MONTHS = 52, 12


@dataclass(frozen=True)
class Line:
    label: str
    amount: str
    total: bool = False


def monthly_minutes(sheet: Sheet) -> int | None:
    """Scheduled minutes in an average month."""
    if sheet.annual_hours:
        return sheet.annual_hours * 60 // MONTHS
    if sheet.weekly_minutes:
        return sheet.weekly_minutes * WEEKS // MONTHS
    return None


def monthly_estimate(sheet: Sheet) -> int | None:
    """What a month comes to at least before tax: base and fixed parts, and the nights that are certain."""
    pay = sheet.pay_low
    if pay is None:
        return None
    nights = (sheet.night_pay or 0) * (sheet.night_min or 0)
    if sheet.wage_type == "month":
        return pay + nights
    if sheet.wage_type == "year":
        return pay // MONTHS + nights
    minutes = monthly_minutes(sheet)
    if minutes is None:
        return None
    if sheet.wage_type == "hour":
        return pay * minutes // 60 + nights
    shift = sheet.shifts[0].working_minutes if sheet.shifts else 0
    return pay * minutes // shift + nights if shift else None


def lines(sheet: Sheet) -> list[Line]:
    """The sum as a person would write it down."""
    if sheet.base_low is None:
        return []
    rows = [Line(_base_label(sheet), _span(sheet.base_low, sheet.base_high))]
    rows += [Line(part.name, "＋" + _span(part.low, part.high)) for part in sheet.parts if part.kind == "fixed"]
    if sheet.wage_type in ("hour", "day") and (minutes := monthly_minutes(sheet)):
        rows.append(Line(_("1か月の所定労働時間（平均）"), _("× %(hours)s時間") % {"hours": _hours(minutes)}))
    if sheet.night_pay and sheet.night_min:
        label = _("夜勤手当 1回%(pay)s × 月%(count)s回") % {"pay": yen(sheet.night_pay), "count": sheet.night_min}
        rows.append(Line(label, "＋" + yen(sheet.night_pay * sheet.night_min)))
    if (total := monthly_estimate(sheet)) is not None:
        rows.append(Line(_("月の見こみ（税などを引く前）"), _("約%(yen)s") % {"yen": yen(total)}, total=True))
    return rows


def extras(sheet: Sheet) -> list[Line]:
    """What may come on top, kept out of the sum."""
    rows = [Line(part.name, _span(part.low, part.high)) for part in sheet.parts if part.kind == "other"]
    if sheet.fixed_overtime and sheet.fixed_overtime_hours:
        label = _("固定残業代（%(hours)s時間分。超えた分は追加）") % {"hours": sheet.fixed_overtime_hours}
        rows.append(Line(label, yen(sheet.fixed_overtime)))
    if sheet.commute == "actual":
        cap = _("実費（月 %(yen)sまで）") % {"yen": yen(sheet.commute_cap)} if sheet.commute_cap else _("実費")
        rows.append(Line(_("通勤手当"), cap))
    elif sheet.commute == "fixed" and sheet.commute_cap:
        rows.append(Line(_("通勤手当"), _("月 %(yen)s") % {"yen": yen(sheet.commute_cap)}))
    if sheet.bonus and sheet.bonus_months:
        rows.append(Line(_("賞与（前の年度）"), _("%(months)sか月分") % {"months": f"{sheet.bonus_months:g}"}))
    return rows


def _base_label(sheet: Sheet) -> str:
    return {"hour": _("基本の時給"), "day": _("基本の日給"), "month": _("基本給"), "year": _("基本の年俸")}[
        sheet.wage_type or "month"
    ]


def _span(low: int, high: int | None) -> str:
    return yen(low) if high in (None, low) else f"{yen(low)}～{yen(high)}"


def _hours(minutes: int) -> str:
    return f"{minutes // 60}" if minutes % 60 == 0 else f"{minutes / 60:.1f}"
