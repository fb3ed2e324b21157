"""Public versions of the real schemes, with the made-up figures of their samples."""

import datetime as dt
from importlib import import_module
from typing import Any

from portal.accounts.models import User
from portal.grants.schemes import actions
from portal.grants.schemes.choices import Role
from portal.grants.schemes.models import Duty, Version
from portal.grants.schemes.publishing import try_golden_cases
from portal.grants.schemes.structure import get

from .times import NOW

SAMPLES = {
    "practitioner_course": "training.subsidy.practitioner.sample",
    "beginner_course": "training.subsidy.beginner.sample",
    "care_manager": "training.subsidy.care_manager.sample",
    "nursery_housing": "housing.subsidy.nursery.sample",
    "school_housing": "housing.subsidy.school.sample",
    "landlord_support": "housing.subsidy.landlord.sample",
    "safety_devices": "housing.subsidy.safety.sample",
    "group_home_staff": "housing.subsidy.group_home.sample",
}
EDITOR = "grants.editor@example.jp"


def editor() -> User:
    """A clerk who writes versions and is nobody else."""
    user, new = User.objects.get_or_create(
        email=EDITOR, defaults={"is_staff": True, "name": "架空 職員", "is_sample": True}
    )
    if new:
        Duty.objects.create(user=user, role=Role.CLERK)
    return user


def draft(
    scheme: str, *, fiscal_year: int = 2026, at: dt.datetime = NOW, golden: bool = True, **changes: Any
) -> Version:
    """`changes` are columns of the version; `figures`, `words` … are merged into those of the sample."""
    sample = import_module(SAMPLES[scheme])
    if get(scheme).is_restricted:
        Duty.objects.get_or_create(user=editor(), role=Role.CLERK, scheme=scheme)
    window = {"opens_on": dt.date(fiscal_year, 4, 1), "closes_on": dt.date(fiscal_year + 1, 3, 31)}
    values = {**sample.VERSION, **window}
    for name, change in changes.items():
        values[name] = {**values[name], **change} if isinstance(values.get(name), dict) else change
    version = actions.new_version(scheme=scheme, fiscal_year=fiscal_year, actor=editor(), at=at, values=values)
    for case in sample.GOLDEN if golden else ():
        actions.save_golden_case(version=version, values=case, actor=editor(), at=at)
    return version


def version(scheme: str, **changes: Any) -> Version:
    """A public one. Changed figures need golden cases of their own: they are left out then, but for one that agrees."""
    made = draft(scheme, golden="figures" not in changes, **changes)
    if "figures" in changes:
        _agreeing(made, scheme)
    return actions.publish(version=made, actor=editor(), at=changes.get("at", NOW))


def _agreeing(version: Version, scheme: str) -> None:
    case = import_module(SAMPLES[scheme]).GOLDEN[0]
    made = actions.save_golden_case(version=version, values=case, actor=editor(), at=NOW)
    (tried,) = try_golden_cases(version)
    values = {"expected": tried.outcome, "expected_yen": tried.yen}
    actions.save_golden_case(version=version, values=values, actor=editor(), at=NOW, case=made)
