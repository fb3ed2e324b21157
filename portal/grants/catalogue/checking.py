"""What the answers of a visitor come to: from which day, condition by condition, and how much."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.calculation import Calculation
from portal.grants.schemes.conditions import Held, Outcome, first_day, held
from portal.grants.schemes.models import Version
from portal.grants.schemes.queries import figures_of
from portal.grants.schemes.structure import Facts, Scheme
from portal.lib.money import yen

MARKS = {
    Outcome.MET: ("○", _("満たす"), "key"),
    Outcome.NOT_YET: ("", _("まだ"), "warn"),
    Outcome.NOT_MET: ("×", _("満たさない"), "stop"),
    Outcome.UNKNOWN: ("？", _("確認"), "quiet"),
}


@dataclass(frozen=True)
class Checked:
    """`first_day` is within the window of the version or `missed`: met only after the window has ended."""

    today: dt.date
    held: tuple[Held, ...]
    first_day: dt.date | None
    missed: dt.date | None
    calculation: Calculation | None

    @property
    def days_ahead(self) -> int:
        return (self.first_day - self.today).days if self.first_day else 0

    @property
    def lines(self) -> list[tuple[str, str, Held]]:
        """Mark in words, its tone, and the condition."""
        return [(f"{sign} {word}".strip(), tone, one) for one in self.held for sign, word, tone in [MARKS[one.outcome]]]

    @property
    def sums(self) -> list[tuple[str, str, str]]:
        """The calculation line by line, its total last."""
        if self.calculation is None:
            return []
        rows = [(line.label, line.shown, "") for line in self.calculation.lines]
        whole = yen(self.calculation.total)
        label = rows.pop()[0] if rows and rows[-1][1] == whole else str(_("見こみの額"))
        return [*rows, (label, whole, "total")]

    @property
    def is_unsure(self) -> bool:
        return any(one.outcome is Outcome.UNKNOWN for one in self.held)

    @property
    def refused(self) -> list[Held]:
        return [one for one in self.held if one.outcome is Outcome.NOT_MET]


def check(scheme: Scheme, version: Version, answers: Mapping[str, Any], today: dt.date) -> Checked:
    facts = Facts(answers, figures_of(version), today)
    found = first_day(scheme, facts.on(max(today, version.opens_on)))
    in_time = found is None or version.closes_on is None or found <= version.closes_on
    return Checked(
        today,
        held(scheme, version.clauses, facts),
        found if in_time else None,
        None if in_time else found,
        _estimate(scheme, facts),
    )


def _estimate(scheme: Scheme, facts: Facts) -> Calculation | None:
    """None while an answer that it needs is missing."""
    try:
        return scheme.estimate(facts)
    except KeyError:
        return None
