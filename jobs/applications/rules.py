"""The clocks of an application."""

import datetime as dt

REMIND_AFTER_DAYS = 5
STAFF_AFTER_DAYS = 10
UNANSWERED_AFTER_DAYS = 14
VISITS_AHEAD = dt.timedelta(days=365)
UNDO_WITHDRAWAL = dt.timedelta(minutes=30)
TAKE_BACK_REJECTION = dt.timedelta(hours=24)


def is_unanswered(turn: str, changed_at: dt.datetime, at: dt.datetime) -> bool:
    """A flag the seeker sees, not a state: the employer has been silent for two weeks."""
    return turn == "organisation" and at - changed_at >= dt.timedelta(days=UNANSWERED_AFTER_DAYS)
