"""Sheets that break no rule, for tests that break one."""

import datetime as dt
from dataclasses import replace

from jobs.vacancies.rules import Situation, check
from jobs.vacancies.sheet import Qualification, Sheet, Shift

TODAY = dt.date(2026, 11, 24)
WAGES = ((dt.date(2023, 10, 1), 1113), (dt.date(2024, 10, 1), 1163), (dt.date(2025, 10, 3), 1226))
DAY_SHIFT = Shift("日勤", 0b0011111, dt.time(9), dt.time(18), 60)
SITUATION = Situation(today=TODAY, wages=WAGES, posting_days=30, refusal_declared_on=dt.date(2026, 4, 1))
CLEAN = Sheet(
    employer="社会福祉法人 架空会",
    corporate_number="7000012050002",
    facility="架空の里",
    facility_number="1372000001",
    facility_kind="F01",
    address="練馬区光が丘1丁目",
    direct_employment=True,
    occupation="O01",
    occupation_label="介護職員（施設）",
    title="特別養護老人ホームの介護職員",
    duties="入居者20人のユニットで、食事、入浴、排せつの介助と記録をします。" * 3,
    duties_change="none",
    place_change="none",
    body_care=True,
    employment="E1",
    employment_label="正社員",
    contract="indefinite",
    trial_months=3,
    trial_same=True,
    shifts=(DAY_SHIFT,),
    variable_hours=False,
    weekly_minutes=2400,
    annual_hours=1944,
    overtime=False,
    holidays="週休2日（シフトによる）",
    annual_holidays=122,
    paid_leave=10,
    wage_type="month",
    base_low=210000,
    base_high=240000,
    health_insurance=True,
    pension=True,
    injury_insurance=True,
    unemployment_insurance=True,
    smoking="premises",
    qualifications=(Qualification("Q05", "介護職員初任者研修（旧ヘルパー2級）", "required"),),
    age_limited=False,
    recruit_until=dt.date(2026, 12, 20),
)


def codes(sheet: Sheet = CLEAN, situation: Situation = SITUATION, **changes) -> list[str]:
    """The rules that fire, without the room's name."""
    return [finding.code.removeprefix("vacancies.") for finding in check(replace(sheet, **changes), situation)]


def found(code: str, sheet: Sheet = CLEAN, situation: Situation = SITUATION, **changes) -> list[tuple[str, str, str]]:
    """(field, message, mend) of what one rule finds."""
    return [
        (finding.field, finding.message, finding.mend)
        for finding in check(replace(sheet, **changes), situation)
        if finding.code == f"vacancies.{code}"
    ]
