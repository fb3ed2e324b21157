"""The day on which the tests play, a Tuesday in Tokyo."""

import datetime as dt

from portal.lib.dates import TOKYO

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=TOKYO)


def after(**span: float) -> dt.datetime:
    return NOW + dt.timedelta(**span)
