"""The answers of an employer, in words: for the check page, for two versions side by side, for the preview."""

import datetime as dt
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.dates import long_date
from portal.lib.money import yen

from .choices import DAYS, PartKind
from .models import FeatureFact, QualificationWish, Shift, Terms, WagePart

YEN = {"base_low", "base_high", "fixed_overtime", "trial_base", "night_pay", "commute_cap"}
UNITS = {
    "contract_months": gettext_lazy("か月"),
    "trial_months": gettext_lazy("か月"),
    "days_min": gettext_lazy("日"),
    "days_max": gettext_lazy("日"),
    "weekly_minutes": gettext_lazy("分"),
    "annual_hours": gettext_lazy("時間"),
    "night_min": gettext_lazy("回"),
    "night_max": gettext_lazy("回"),
    "night_staff": gettext_lazy("人"),
    "overtime_hours": gettext_lazy("時間"),
    "annual_holidays": gettext_lazy("日"),
    "paid_leave": gettext_lazy("日"),
    "fixed_overtime_hours": gettext_lazy("時間"),
    "bonus_months": gettext_lazy("か月分"),
    "retirement_age": gettext_lazy("歳"),
    "age_min": gettext_lazy("歳"),
    "age_max": gettext_lazy("歳"),
    "openings": gettext_lazy("人"),
    "answer_days": gettext_lazy("日"),
}
ROW_LABELS = {
    "shifts": gettext_lazy("勤務"),
    "parts": gettext_lazy("手当"),
    "qualifications": gettext_lazy("資格"),
    "features": gettext_lazy("こだわり条件"),
}


def column(name: str) -> Field:
    return Terms._meta.get_field(name)  # type: ignore[return-value]


def label(name: str) -> str:
    return str(ROW_LABELS.get(name) or column(name).verbose_name)


def in_words(name: str, value: Any) -> str:
    """A value of a column as a person reads it; "" when there is no answer."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, dt.date):
        return long_date(value)
    if name in YEN:
        return yen(value)
    if name in UNITS:
        return f"{value:,}{UNITS[name]}" if isinstance(value, int) else f"{value:g}{UNITS[name]}"
    return str(dict(column(name).flatchoices or ()).get(value, value))


def answer(terms: Terms, name: str) -> str:
    """One answer of these terms; rows come one to a line."""
    if name in ROW_LABELS:
        return "\n".join(row_in_words(row) for row in getattr(terms, name).all())
    return in_words(name, getattr(terms, name))


def row_in_words(row: Shift | WagePart | QualificationWish | FeatureFact) -> str:
    if isinstance(row, Shift):
        days = "".join(day for bit, day in DAYS if row.days & bit)
        count = _("、月%(count)d回") % {"count": row.per_month} if row.per_month is not None else ""
        return (
            f"{row.name}（{days}）{row.start:%H:%M}–{row.end:%H:%M}、"
            + _("休憩%(minutes)d分") % {"minutes": row.break_minutes}
            + count
        )
    if isinstance(row, WagePart):
        amount = yen(row.low) if row.low == row.high else f"{yen(row.low)}～{yen(row.high)}"
        return f"{row.name} {amount}（{PartKind(row.kind).label}）"
    if isinstance(row, QualificationWish):
        return f"{row.code.label}（{row.get_need_display()}）"
    return f"{row.code.label}：{row.fact}"
