"""毎月いくら・最初にいくら: the sums, what may come towards them, and on which figure of which day each rests."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from housing.homes.choices import CostKind
from portal.lib.dates import long_date
from portal.lib.money import yen

from .choices import MoneyKind
from .household import Household
from .money import Figure, Money
from .verdict import likely_benefit

MONTHLY_LIMIT_PERCENT = 30
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Scheme:
    """A benefit that may help: the estimate, its condition, and its figures with source and day."""

    name: str
    estimate: str
    condition: str
    figures: tuple[Figure, ...]


@dataclass
class Costing:
    monthly: list[Row] = field(default_factory=list)
    at_start: list[Row] = field(default_factory=list)
    schemes: list[Scheme] = field(default_factory=list)
    share: str = ""


def costing(household: Household, rent: int, fee: int, costs: dict[str, int], money: Money) -> Costing:
    """`costs` are one-off sums in yen by kind of cost."""
    found = Costing()
    benefit = likely_benefit(household, rent, money)
    _monthly(found, household, rent, fee, benefit)
    _at_start(found, household, costs, money)
    found.schemes = _schemes(household, rent, benefit, costs, money)
    return found


def _monthly(found: Costing, household: Household, rent: int, fee: int, benefit: int) -> None:
    total = rent + fee
    found.monthly = [
        (_("家賃"), yen(rent), ""),
        (_("管理費・共益費"), yen(fee), ""),
        (_("毎月の合計"), yen(total), "total"),
    ]
    if benefit:
        found.monthly += [
            (_("住居確保給付金の目安"), f"−{yen(benefit)}", "note"),
            (_("給付のあるあいだの目安"), yen(total - benefit), "total"),
        ]
    if household.income:
        light = household.income * MONTHLY_LIMIT_PERCENT // 100
        found.share = _(
            "毎月の合計は、手取りの %(share).1f％です。30％までの目安は %(light)s です。合う・合わないには使いません。"
        ) % {"share": total * 100 / household.income, "light": yen(light)}


def _at_start(found: Costing, household: Household, costs: dict[str, int], money: Money) -> None:
    total = sum(costs.values())
    found.at_start = [(str(CostKind(kind).label), yen(amount), "") for kind, amount in costs.items() if amount]
    found.at_start.append((_("最初の合計（最初の月の家賃は別）"), yen(total), "total"))
    grant = max(money.grants(household, costs.items()).values(), default=0)
    if grant:
        found.at_start += [
            (_("使えるかもしれない補助"), f"−{yen(grant)}", "note"),
            (_("合計の目安"), yen(total - grant), "total"),
        ]
    if household.savings is not None:
        left = household.savings - (total - grant)
        name = _("使える貯金の残り（目安）") if left >= 0 else _("足りない額（目安）")
        found.at_start.append((name, yen(abs(left)), "note"))


def _schemes(household: Household, rent: int, benefit: int, costs: dict[str, int], money: Money) -> list[Scheme]:
    people = household.size
    grants = money.grants(household, costs.items())
    found: list[Scheme] = []
    if people:
        cap = money.amount(MoneyKind.ASSISTANCE, people)
        inside = _("この家賃は上限の中です。") if cap is not None and rent <= cap else _("この家賃は上限を超えます。")
        small = (
            _("1人の世帯は、15㎡までの部屋だと上限が下がります。管理費は入りません。")
            if people == 1
            else _("管理費は入りません。")
        )
        found.append(
            _scheme(_("住宅扶助の上限"), yen(cap or 0), f"{inside}{small}", money, (MoneyKind.ASSISTANCE, people))
        )
    if benefit:
        found.append(
            _scheme(
                _("住居確保給付金"),
                _("月 %(yen)s") % {"yen": yen(benefit)},
                _("離職などで収入が減り、収入と資産が基準より少ないとき。計算の式は確認中です。"),
                money,
                (MoneyKind.BENEFIT_BASE, people),
                (MoneyKind.BENEFIT_ASSETS, people),
            )
        )
    if amount := grants.get(MoneyKind.RELOCATION_TIMES):
        found.append(
            _scheme(
                _("転居費用補助（住居確保給付金）"),
                _("最大 %(yen)s") % {"yen": yen(amount)},
                _("収入が大きく減り、引っ越すと家計がよくなると家計改善支援で確かめたとき。敷金は入りません。"),
                money,
                (MoneyKind.RELOCATION_TIMES, 0),
            )
        )
    if amount := grants.get(MoneyKind.PARENT_CONTRACT):
        moving = money.amount(MoneyKind.PARENT_MOVING) or 0
        found.append(
            _scheme(
                _("ひとり親家庭転宅支援給付金"),
                _("契約の費用 最大 %(yen)s、引っ越し 最大 %(moving)s") % {"yen": yen(amount), "moving": yen(moving)},
                _(
                    "児童扶養手当や児童育成手当を受けている区内の引っ越しで、1回だけ。生活保護を受けているときは別です。"
                ),
                money,
                (MoneyKind.PARENT_CONTRACT, 0),
                (MoneyKind.PARENT_MOVING, 0),
            )
        )
    return found


def _scheme(name: str, estimate: str, condition: str, money: Money, *keys: tuple[str, int]) -> Scheme:
    figures = tuple(figure for kind, people in keys if (figure := money.figure(kind, people)))
    return Scheme(name, estimate, condition, figures)


def scheme_rows(schemes: list[Scheme]) -> list[list[Any]]:
    """For a table: name, estimate, condition, source."""
    return [[each.name, each.estimate, each.condition, "。".join(map(told, each.figures))] for each in schemes]


def told(figure: Figure) -> str:
    unsure = _("（確かめる前の額）") if figure.is_unverified else ""
    return _("%(source)s、%(day)sから%(unsure)s") % {
        "source": figure.source,
        "day": long_date(figure.valid_from),
        "unsure": unsure,
    }
