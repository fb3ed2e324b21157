"""Business dates of the ward: Asia/Tokyo, fiscal years from April to March, Japanese forms."""

import datetime as dt
from zoneinfo import ZoneInfo

import jpholiday

TOKYO = ZoneInfo("Asia/Tokyo")
WEEKDAYS = "月火水木金土日"
ERAS = [(dt.date(2019, 5, 1), "令和"), (dt.date(1989, 1, 8), "平成"), (dt.date(1926, 12, 25), "昭和")]


def tokyo_date(at: dt.datetime) -> dt.date:
    """The business date of an instant. `at` must be aware."""
    if at.tzinfo is None:
        raise ValueError("a naive time has no business date")
    return at.astimezone(TOKYO).date()


def fiscal_year(day: dt.date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def is_business_day(day: dt.date) -> bool:
    """Ward offices close on weekends, holidays and from 29 December to 3 January."""
    year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not year_end and not jpholiday.is_holiday(day)


def add_business_days(day: dt.date, count: int) -> dt.date:
    """The date `count` business days after `day` (count 0 gives `day` or the next business day)."""
    while not is_business_day(day):
        day += dt.timedelta(days=1)
    for _ in range(count):
        day += dt.timedelta(days=1)
        while not is_business_day(day):
            day += dt.timedelta(days=1)
    return day


def long_date(day: dt.date) -> str:
    """2027年1月14日（木）"""
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def short_date(day: dt.date) -> str:
    """1月14日（木）"""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def era_date(day: dt.date) -> str:
    """令和9年1月14日, the first year as 元年; years before 昭和 stay western."""
    for first, era in ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月{day.day}日"
