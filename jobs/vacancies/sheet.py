"""The terms of a vacancy as plain values: what the rules read, what a version keeps, what two versions are compared by.

The order is the order of the printed vacancy sheet. Money is yen, `None` means not answered.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from .choices import BANDS, DAY_CODES


@dataclass(frozen=True)
class Shift:
    name: str
    days: int  # bits, Monday 1 … Sunday 64
    start: dt.time
    end: dt.time  # not after `start`: the next day
    break_minutes: int
    per_month: int | None = None

    @property
    def minutes(self) -> int:
        """From start to end, the break included."""
        start, end = _minute(self.start), _minute(self.end)
        return end - start if end > start else end + 24 * 60 - start

    @property
    def working_minutes(self) -> int:
        return self.minutes - self.break_minutes

    @property
    def day_codes(self) -> list[str]:
        return [code for index, code in enumerate(DAY_CODES) if self.days >> index & 1]

    def cells(self) -> set[str]:
        """The cells of the week it touches for an hour or more, as `tue-day`; a shorter shift counts where it lies."""
        start = _minute(self.start)
        end = start + self.minutes
        bands = [code for code, _label, low, high in BANDS if _overlap(start, end, low, high) >= min(60, self.minutes)]
        return {f"{day}-{band}" for day in self.day_codes for band in bands}


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _overlap(start: int, end: int, low: int, high: int) -> int:
    """Shared minutes of a stretch of work and a band that returns every 24 hours."""
    return sum(max(0, min(end, high + turn) - max(start, low + turn)) for turn in (-1440, 0, 1440))


@dataclass(frozen=True)
class WagePart:
    kind: str
    name: str
    low: int
    high: int
    counts_for_minimum: bool = True


@dataclass(frozen=True)
class Qualification:
    code: str
    label: str
    need: str


@dataclass(frozen=True)
class Sheet:
    # who and where
    employer: str = ""
    corporate_number: str = ""
    facility: str = ""
    facility_number: str = ""
    facility_kind: str = ""
    address: str = ""
    direct_employment: bool | None = None
    # work
    occupation: str = ""
    occupation_label: str = ""
    title: str = ""
    duties: str = ""
    duties_change: str = ""
    duties_change_text: str = ""
    place_change: str = ""
    place_change_text: str = ""
    body_care: bool | None = None
    employment: str = ""
    employment_label: str = ""
    contract: str = ""
    contract_from: dt.date | None = None
    contract_to: dt.date | None = None
    contract_months: int | None = None
    renewal: str = ""
    renewal_criteria: str = ""
    renewal_limit: str = ""
    renewal_limit_value: int | None = None
    trial_months: int | None = None
    trial_same: bool | None = None
    trial_base: int | None = None
    trial_text: str = ""
    # hours
    shifts: tuple[Shift, ...] = ()
    variable_hours: bool | None = None
    days_min: int | None = None
    days_max: int | None = None
    weekly_minutes: int | None = None
    annual_hours: int | None = None
    night: str = ""
    night_min: int | None = None
    night_max: int | None = None
    night_pay: int | None = None
    night_nap: bool | None = None
    night_staff: int | None = None
    overtime: bool | None = None
    overtime_hours: int | None = None
    overtime_special: bool | None = None
    holidays: str = ""
    annual_holidays: int | None = None
    paid_leave: int | None = None
    # pay
    wage_type: str = ""
    base_low: int | None = None
    base_high: int | None = None
    parts: tuple[WagePart, ...] = ()
    fixed_overtime: int | None = None
    fixed_overtime_hours: int | None = None
    fixed_overtime_excess: bool | None = None
    raise_given: bool | None = None
    raise_text: str = ""
    bonus: bool | None = None
    bonus_months: float | None = None
    commute: str = ""
    commute_cap: int | None = None
    closing_day: str = ""
    pay_day: str = ""
    retirement_pay: bool | None = None
    retirement_age: int | None = None
    improvement_class: str = ""
    improvement_pay: str = ""
    housing_allowance: str = ""
    # insurance and surroundings
    health_insurance: bool | None = None
    pension: bool | None = None
    injury_insurance: bool | None = None
    unemployment_insurance: bool | None = None
    smoking: str = ""
    # people looked for
    qualifications: tuple[Qualification, ...] = ()
    experience_required: bool | None = None
    experience_text: str = ""
    education_text: str = ""
    age_limited: bool | None = None
    age_reason: str = ""
    age_min: int | None = None
    age_max: int | None = None
    age_text: str = ""
    japanese: str = ""
    residence: str = ""
    sex_reason: str = ""
    # choosing
    openings: int | None = None
    recruit_until: dt.date | None = None
    start_on: dt.date | None = None
    selection: str = ""
    documents: str = ""
    questions: str = ""
    answer_days: int | None = None
    visits: bool | None = None
    trial_work: bool | None = None
    questions_welcome: bool | None = None
    # support
    features: tuple[str, ...] = ()
    feature_facts: tuple[str, ...] = ()
    housing_help: str = ""
    nursery: bool | None = None
    qualification_help: str = ""
    guarantor: bool | None = None
    dementia_training: str = ""
    registry_notice: bool = False
    child_safety_notice: bool = False
    # new graduates
    new_graduates: bool | None = None
    youth_hiring: str = ""
    youth_training: str = ""
    youth_hours: str = ""
    appeal: str = ""
    image_texts: tuple[str, ...] = field(default=())

    def cells(self) -> set[str]:
        """The cells of the week that its shifts touch."""
        return set().union(*(shift.cells() for shift in self.shifts)) if self.shifts else set()

    @property
    def pay_low(self) -> int | None:
        """What is paid for certain in the wage's own unit: base and fixed parts, without overtime."""
        return None if self.base_low is None else self.base_low + sum(p.low for p in self.parts if p.kind == "fixed")

    @property
    def pay_high(self) -> int | None:
        high = self.base_high if self.base_high is not None else self.base_low
        return None if high is None else high + sum(p.high for p in self.parts if p.kind == "fixed")

    @property
    def needs_no_qualification(self) -> bool:
        return not any(q.need == "required" for q in self.qualifications)


def packed(sheet: Sheet) -> dict[str, Any]:
    """A sheet as JSON values, only what is answered."""
    return json.loads(
        json.dumps({name: value for name, value in asdict(sheet).items() if value not in (None, "", ())}, default=str)
    )


def unpacked(kept: dict[str, Any]) -> Sheet:
    """The sheet that was packed; a field that came later is not answered."""
    values = {name: value for name, value in kept.items() if name in Sheet.__dataclass_fields__}
    for name in ("contract_from", "contract_to", "recruit_until", "start_on"):
        if name in values:
            values[name] = dt.date.fromisoformat(values[name])
    shifts = [
        {**row, "start": dt.time.fromisoformat(row["start"]), "end": dt.time.fromisoformat(row["end"])}
        for row in kept.get("shifts", [])
    ]
    values["shifts"] = tuple(Shift(**row) for row in shifts)
    values["parts"] = tuple(WagePart(**row) for row in kept.get("parts", []))
    values["qualifications"] = tuple(Qualification(**row) for row in kept.get("qualifications", []))
    for name in ("features", "feature_facts", "image_texts"):
        values[name] = tuple(kept.get(name, []))
    return Sheet(**values)


def differences(old: Sheet, new: Sheet) -> list[tuple[str, Any, Any]]:
    """(field, old value, new value) for each field that changed, in the order of the sheet."""
    return [
        (name, getattr(old, name), getattr(new, name))
        for name in Sheet.__dataclass_fields__
        if getattr(old, name) != getattr(new, name)
    ]
