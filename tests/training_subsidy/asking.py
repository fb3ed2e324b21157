"""A care worker who ended the course on 30 June 2026 and was hired on 14 July."""

import datetime as dt
from typing import Any

from portal.grants.schemes.conditions import Eligibility, Said, eligibility
from portal.grants.schemes.queries import typed
from portal.grants.schemes.structure import Facts, Figures, get
from training.subsidy.practitioner import sample

SCHEME = "practitioner_course"
TODAY = dt.date(2026, 11, 24)
PACE = {"days_worked": 52, "days_until": "2026-11-20"}  # of 130 days: enough on 23 February


def facts(day: dt.date = TODAY, figures: dict[str, Any] | None = None, **answers: Any) -> Facts:
    """Answers of the sample, but for those given; None takes one away."""
    given = {**sample.ANSWERS, "days_worked": 96, **answers}
    kept = {**sample.VERSION["figures"], **(figures or {})}
    own = Figures({figure.key: typed(figure, kept[figure.key]) for figure in get(SCHEME).figures})
    return Facts({key: value for key, value in given.items() if value is not None}, own, day)


def seen(code: str, asked: Facts) -> Said:
    (rule,) = (one for one in get(SCHEME).conditions if one.code == f"training_subsidy.{code}")
    return rule.check(rule, asked)


def judged(asked: Facts) -> Eligibility:
    return eligibility(get(SCHEME), sample.VERSION["clauses"], asked)
