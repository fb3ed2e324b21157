"""The edges of a fiscal year, and where the money goes at this pace. Pure: days of Tokyo come in, words go out."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

LEAST_DAYS = 14  # a pace of fewer days says nothing


def first_day(fiscal_year: int) -> dt.date:
    return dt.date(fiscal_year, 4, 1)


def last_day(fiscal_year: int) -> dt.date:
    """The last day on which the year can be bound (地方自治法208条)."""
    return dt.date(fiscal_year + 1, 3, 31)


def closing_day(fiscal_year: int) -> dt.date:
    """出納閉鎖: the last day on which the year can be paid (地方自治法235条の5)."""
    return dt.date(fiscal_year + 1, 5, 31)


def too_early(fiscal_year: int, day: dt.date) -> str:
    if day >= first_day(fiscal_year):
        return ""
    return _("%(year)d年度の予算は、%(year)d年4月1日から使えます。") % {"year": fiscal_year}


def too_late_to_commit(fiscal_year: int, day: dt.date) -> str:
    if day <= last_day(fiscal_year):
        return ""
    return _("%(year)d年度の決定は、3月31日までです。") % {"year": fiscal_year}


def too_late_to_change(fiscal_year: int, day: dt.date) -> str:
    if day <= last_day(fiscal_year):
        return ""
    return _("%(year)d年度の予算は、3月31日を過ぎると変えられません。") % {"year": fiscal_year}


def too_late_to_pay(fiscal_year: int, day: dt.date) -> str:
    if day <= closing_day(fiscal_year):
        return ""
    return _("%(year)d年度の支払は、翌年の5月31日までです。") % {"year": fiscal_year}


@dataclass(frozen=True)
class Forecast:
    """At the pace so far: the day on which all is bound, or what is left unspent on 31 March, in yen."""

    used_up_on: dt.date | None
    unspent: int


def forecast(appropriated: int, committed: int, fiscal_year: int, day: dt.date) -> Forecast | None:
    """None before there is a pace: nothing bound yet, less than `LEAST_DAYS` of the year, or the year is over."""
    gone = (day - first_day(fiscal_year)).days + 1
    ahead = (last_day(fiscal_year) - day).days
    if committed <= 0 or gone < LEAST_DAYS or ahead < 0:
        return None
    left = appropriated - committed
    days_to_go = -(-left * gone // committed)
    if days_to_go <= ahead:
        return Forecast(day + dt.timedelta(days=days_to_go), 0)
    return Forecast(None, left - committed * ahead // gone)
