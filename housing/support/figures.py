"""Whether people stay, for the council. A number below ten, or one from which such a number follows, is not shown;
protected cases are in none.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from housing.consultations.rules import FEWEST

from .choices import CheckDay, CheckResult
from .models import Check


@dataclass(frozen=True)
class Stay:
    """Of `asked` households `stayed` still lived there; None where it could tell of a person."""

    label: str
    asked: int | None
    stayed: int | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.stayed / self.asked) if self.asked and self.stayed is not None else None


def stays() -> list[Stay]:
    listed = Check.objects.filter(support__consultation__is_protected=False)
    done = listed.exclude(result="").order_by().values_list("day")
    counted = {
        day: (asked, stayed)
        for day, asked, stayed in done.annotate(
            asked=Count("pk"), stayed=Count("pk", filter=Q(result=CheckResult.STAYS))
        )
    }
    return [_shown(day, *counted.get(day, (0, 0))) for day in CheckDay]


def _shown(day: CheckDay, asked: int, stayed: int) -> Stay:
    small = 0 < asked - stayed < FEWEST or 0 < stayed < FEWEST
    if asked < FEWEST:
        return Stay(str(day.label), None, None)
    return Stay(str(day.label), asked, None if small else stayed)
