"""The clocks of a support, in days, and the edges of what a log may say."""

import datetime as dt

REMIND_REQUEST_AFTER_DAYS = 3
STAFF_REQUEST_AFTER_DAYS = 6
REMIND_PLAN_AFTER_DAYS = 8
REMIND_SILENCE_AFTER_DAYS = 30
STAFF_SILENCE_AFTER_DAYS = 45
LONGEST_MINUTES = 1440
RECENT_DAYS = 60
SOON_DAYS = 14


def month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def next_month(month: dt.date) -> dt.date:
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def in_words(minutes: int) -> str:
    """2時間5分"""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}分"
    return f"{hours:,}時間{rest}分" if rest else f"{hours:,}時間"
