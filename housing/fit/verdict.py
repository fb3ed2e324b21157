"""What the rules together say about one home, and which home comes first."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from housing.homes import rules as registration
from housing.homes.sheet import Sheet
from portal.lib.verdict import Severity

from .choices import IF, LABELS, NO, SILENT, UNKNOWN, YES
from .facts import Home
from .household import Household
from .lines import Line
from .money import Money
from .rules import RULES, RULES_VERSION, SILENT_RULES
from .rules.asked import Asked
from .rules.place import minutes_to

GROUPS = {YES: 0, IF: 1, UNKNOWN: 2, NO: 3}
LAST = 10**9
STANDARD_FIELDS = (
    "kitchen", "toilet", "storage", "washstand", "bath", "is_shared_house", "is_lived_in", "started_on",
    "completed_month",
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """`code` is a mark, or SILENT for a home that is to be mentioned nowhere. `net_burden` is a share of the income:
    what is left to pay after certain and likely benefits. `is_below_standard`: the area misses what the national
    registration asks for, which decides nothing here."""

    code: str
    lines: tuple[Line, ...]
    net_burden: float | None = None
    is_below_standard: bool = False
    version: str = RULES_VERSION
    day: dt.date | None = None

    @property
    def label(self) -> str:
        return str(LABELS.get(self.code, ""))

    @property
    def beside(self) -> list[str]:
        found = [line.beside for line in self.lines if line.beside]
        return [*found, _("登録の目安も満たしていません")] if self.is_below_standard else found

    @cached_property
    def failed(self) -> list[Line]:
        """The hard lines that are ×."""
        return [line for line in self.lines if line.hard and line.mark == NO]

    @property
    def open(self) -> list[Line]:
        """The hard lines that are △."""
        return [line for line in self.lines if line.hard and line.mark == IF]

    @property
    def near_miss(self) -> Line | None:
        """The first line of the one hard rule that is × and can be helped; else None."""
        codes = {line.code for line in self.failed}
        return next((line for line in self.failed if line.remedy), None) if len(codes) == 1 else None

    @property
    def hint(self) -> str:
        """One sentence under the label."""
        if line := self.near_miss:
            return _("あと1つで合います：%(name)s。%(remedy)sと進められます。") % _named(line)
        if self.code == IF and len(self.open) == 1:
            return _("あと1つ：%(name)s。%(remedy)sと進められます。") % _named(self.open[0])
        if self.code == IF:
            return _("あと%(n)sつ：%(names)s。") % {
                "n": len(self.open),
                "names": "、".join(line.name for line in self.open),
            }
        if self.code == UNKNOWN:
            asked = [line.name for line in self.lines if line.hard and line.mark == UNKNOWN]
            return _("まだ分からないこと：%(names)s。店に確認を頼めます。") % {"names": "、".join(asked)}
        return ""

    @property
    def ordered(self) -> list[Line]:
        """Hard lines before soft ones, each in the order ○ △ ？ ×."""
        return sorted(self.lines, key=lambda line: (not line.hard, GROUPS[line.mark]))


def _named(line: Line) -> dict[str, str]:
    return {"name": line.name, "remedy": line.remedy}


def judge(household: Household, home: Home, money: Money, today: dt.date, staff: bool = False) -> Verdict:
    return judged(Asked(household, money, today, staff), home)


def judged(asked: Asked, home: Home) -> Verdict:
    household, money, today = asked.household, asked.money, asked.today
    if any(rule.check(rule, asked, home) for rule in SILENT_RULES):
        return Verdict(SILENT, (), day=today)
    lines = tuple(line for rule in RULES for line in rule.check(rule, asked, home))
    burden = net_burden(household, home, money)
    return Verdict(overall(lines), lines, burden, is_below_standard(home, today), day=today)


def is_below_standard(home: Home, today: dt.date) -> bool:
    """Whether a rule of the registration's area refuses; what is only to be asked about there does not count."""
    if home.area is None or home.area >= registration.AREA_NEW:
        return False
    sheet = Sheet(area=Decimal(str(home.area)), **{name: getattr(home, name) for name in STANDARD_FIELDS})
    situation = registration.Situation(today)
    return any(
        finding.severity is Severity.BLOCK
        for rule in (registration.new_area, registration.existing_area)
        for finding in rule.check(rule, sheet, situation)
    )


def overall(lines: Iterable[Line]) -> str:
    """Hard lines only: any ×, else any ？, else any △."""
    marks = {line.mark for line in lines if line.hard}
    return next((mark for mark in (NO, UNKNOWN, IF) if mark in marks), YES)


def net_burden(household: Household, home: Home, money: Money) -> float | None:
    income = household.income
    if not income or home.monthly is None or home.rent is None:
        return None
    paid = home.monthly - money.relief(household, home.is_dedicated) - likely_benefit(household, home.rent, money)
    return max(0, paid) / income


def likely_benefit(household: Household, rent: int, money: Money) -> int:
    """住居確保給付金 a month where it may apply, else 0."""
    limit = money.benefit_income_limit(household.size, rent) if household.size else None
    income = household.gross_income
    if not household.income_fell or income is None or limit is None or income >= limit:
        return 0
    assets = money.amount("benefit_assets", household.size)
    if household.savings is not None and assets is not None and household.savings > assets:
        return 0
    return money.benefit(household.size, rent, income)


@dataclass(frozen=True)
class Fit:
    home: Home
    verdict: Verdict
    rank: tuple = field(compare=False, default=())


def ranked(household: Household, judged: Iterable[tuple[Home, Verdict]], today: dt.date) -> list[Fit]:
    """In groups by verdict; the shops that share a place take turns from day to day."""
    shown = [(home, verdict) for home, verdict in judged if verdict.code != SILENT]
    shops = sorted({home.organisation for home, _verdict in shown})
    turn = {shop: (place + today.toordinal()) % len(shops) for place, shop in enumerate(shops)}
    fits = [Fit(home, verdict, _rank(household, home, verdict, turn[home.organisation])) for home, verdict in shown]
    return sorted(fits, key=lambda fit: fit.rank)


def _rank(household: Household, home: Home, verdict: Verdict, turn: int) -> tuple:
    group = GROUPS[verdict.code]
    misses = len({line.code for line in verdict.failed})
    soft = sum(1 for line in verdict.lines if not line.hard and line.mark == NO)
    burden = LAST if verdict.net_burden is None else verdict.net_burden
    fresh = -home.confirmed_on.toordinal() if home.confirmed_on else 0
    ways = [minutes for place in household.areas if (minutes := minutes_to(home, place)) is not None]
    return (group, misses, len(verdict.open), soft, burden, fresh, min(ways, default=0), turn, home.pk)
