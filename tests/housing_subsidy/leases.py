"""Leases of an operator, made up, and the figures of the sample."""

import datetime as dt
from typing import Any

from housing.subsidy.nursery import sample
from portal.grants.schemes.conditions import Said
from portal.grants.schemes.queries import typed
from portal.grants.schemes.structure import Facts, Figures, Problem, get

SCHEME = "nursery_housing"
TODAY = dt.date(2026, 11, 24)


def figures(**changes: Any) -> Figures:
    kept = {**sample.VERSION["figures"], **changes}
    return Figures({figure.key: typed(figure, kept[figure.key]) for figure in get(SCHEME).figures})


def row(**changes: Any) -> dict[str, Any]:
    """A room of 80,000 and 5,000 yen, of which the resident pays 10,000; None takes a value away."""
    return {key: value for key, value in {**sample.ROOM, **changes}.items() if value is not None}


def facts(*rows: dict[str, Any], own: Figures | None = None, **answers: Any) -> Facts:
    given = {**sample.CHECK, **answers}
    kept = {key: value for key, value in given.items() if value is not None}
    return Facts(kept, own or figures(), TODAY, {"leases": list(rows)})


def seen(code: str, asked: Facts) -> Said:
    (rule,) = (one for one in get(SCHEME).conditions if one.code == f"housing_subsidy.{code}")
    return rule.check(rule, asked)


def problems(lease: dict[str, Any], kind: str = "application", **changes: Any) -> list[Problem]:
    (table,) = get(SCHEME).filing(kind).tables
    return table.check(lease, figures(**changes))
