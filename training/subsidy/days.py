"""Months as the Civil Code counts them (民法140条から143条), and days in words."""

import calendar
import datetime as dt

from django.utils.translation import gettext as _

ONE_DAY = dt.timedelta(days=1)
NEAR = dt.timedelta(days=300)  # a day as near as this is understood without its year


def last_day(first: dt.date, months: int) -> dt.date:
    """The last day of so many months that begin with `first`: the day before the same day of a later month; the end
    of that month where it has no such day.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    month += 1
    end = calendar.monthrange(year, month)[1]
    return dt.date(year, month, first.day) - ONE_DAY if first.day <= end else dt.date(year, month, end)


def limit(day: dt.date, months: int) -> dt.date:
    """The last day within so many months after `day`, which itself is not counted."""
    return last_day(day + ONE_DAY, months)


def in_words(day: dt.date, today: dt.date) -> str:
    if abs(day - today) < NEAR:
        return _("%(month)d月%(day)d日") % {"month": day.month, "day": day.day}
    return _("%(year)d年%(month)d月%(day)d日") % {"year": day.year, "month": day.month, "day": day.day}
