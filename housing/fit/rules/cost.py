"""M1 to M5: what it costs. Whole yen are compared, never rounded shares."""

from collections.abc import Iterator

from portal.lib.verdict import Rule, Severity, rule

from ..choices import IF, NO, UNKNOWN, YES, MoneyKind
from ..facts import Home
from ..lines import Line
from .asked import HOPE, Asked, line, within

OVER_LIMIT_PERCENT = 5
LIGHT_PERCENT, HEAVY_PERCENT = 30, 40
NEAR_PERCENT = 10  # ours: so much above the limit, an income may still come to be under it


@rule("fit.M01", "家賃と管理費の合計が、言われた上限までである。", HOPE, Severity.BLOCK)
def rent_limit(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    limit = asked.household.rent_limit
    if limit is None or home.monthly is None:
        return
    mark = within(home.monthly * 100, limit * 100, limit * (100 + OVER_LIMIT_PERCENT))
    yield line(
        rule, mark, rent=home.rent, fee=home.fee or 0, monthly=home.monthly, limit=limit, over=home.monthly - limit
    )


@rule(
    "fit.M02",
    "家賃と管理費が、手取りの30％まで（40％までは△）である。合わない理由にはしない。",
    "家賃の重さの目安（このサイトの決まり）",
    Severity.WARN,
)
def burden(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    income = asked.household.income
    if home.monthly is None:
        return
    if income is None:
        yield line(rule, UNKNOWN, monthly=home.monthly, share=None)
        return
    paid = home.monthly - asked.money.relief(asked.household, home.is_dedicated)
    mark = within(paid * 100, income * LIGHT_PERCENT, income * HEAVY_PERCENT)
    if not income:
        yield line(rule, mark, need="none", monthly=home.monthly)
        return
    yield line(rule, mark, monthly=home.monthly, share=paid * 100 / income, income=income)


@rule(
    "fit.M03",
    "家賃が、世帯の住宅扶助の上限までである（住宅扶助の中でさがすと選んだときだけ）。",
    "生活保護法による住宅扶助の限度額（1級地）",
    Severity.BLOCK,
)
def assistance(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    people = asked.household.size
    if not asked.household.within_assistance or not people or home.rent is None:
        return
    cap, special = asked.money.assistance(people, home.area), asked.money.amount(MoneyKind.SPECIAL, people)
    if cap is None:
        yield line(rule, UNKNOWN, rent=home.rent, cap=None, people=people, over=None)
        return
    special = special if asked.staff and special is not None else cap
    yield line(rule, within(home.rent, cap, special), rent=home.rent, cap=cap, people=people, over=home.rent - cap)


@rule(
    "fit.M04",
    "住居確保給付金を受けられるかもしれない（収入が減ったと選んだときだけ）。合わない理由にはしない。",
    "生活困窮者自立支援法による住居確保給付金",
    Severity.WARN,
)
def benefit(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    household, money = asked.household, asked.money
    if not household.income_fell or home.rent is None:
        return
    people, income, savings = household.size, household.gross_income, household.savings
    limit, assets = money.benefit_income_limit(people, home.rent), money.amount(MoneyKind.BENEFIT_ASSETS, people)
    if income is None or limit is None or assets is None or not people:
        yield line(rule, UNKNOWN, income=income, limit=limit, estimate=None)
        return
    if savings is not None and savings > assets:
        mark = NO
    else:
        mark = YES if income < limit else IF if income * 100 < limit * (100 + NEAR_PERCENT) else NO
    estimate = money.benefit(people, home.rent, income) if mark == YES else 0
    yield line(rule, mark, income=income, limit=limit, estimate=estimate)


@rule(
    "fit.M05",
    "最初の費用が、使える貯金で足りる（補助で足りるときは△）。合わない理由にはしない。",
    "ひとり親家庭転宅支援給付金、住居確保給付金の転居費用補助",
    Severity.WARN,
)
def at_start(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    costs, savings = home.required_costs, asked.household.savings
    total = None if costs is None else sum(amount for _kind, amount in costs)
    if total is None or savings is None:
        yield line(rule, UNKNOWN, total=total, savings=savings, grant=0)
        return
    grant = max(asked.money.grants(asked.household, costs or ()).values(), default=0)
    yield line(rule, within(total, savings, savings + grant), total=total, savings=savings, grant=grant)
