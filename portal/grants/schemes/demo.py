"""Publishes a made-up version of a scheme, by the acts that staff use."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from portal.accounts.models import User
from portal.lib.dates import fiscal_year, tokyo_date

from . import actions
from .models import Version


def publish_sample(
    scheme: str, columns: Mapping[str, Any], golden: Iterable[Mapping[str, Any]], actor: User, at: dt.datetime
) -> Version:
    """For the fiscal year of `at`, open from its first day to its last."""
    year = fiscal_year(tokyo_date(at))
    window = {"opens_on": dt.date(year, 4, 1), "closes_on": dt.date(year + 1, 3, 31)}
    version = actions.new_version(scheme=scheme, fiscal_year=year, actor=actor, at=at, values={**columns, **window})
    for case in golden:
        actions.save_golden_case(version=version, values=case, actor=actor, at=at)
    return actions.publish(version=version, actor=actor, at=at)
