"""A home and a day on which the rules are tried, with every figure as loaded."""

import csv
import datetime as dt
from typing import Any

from housing.fit.actions import ROWS
from housing.fit.facts import Home
from housing.fit.household import Household
from housing.fit.lines import Line
from housing.fit.money import Figure, Money
from housing.fit.verdict import Verdict, judge

TODAY = dt.date(2026, 11, 24)


def money(**more: int) -> Money:
    """The loaded figures, and `more` by kind for all households."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    figures = {
        (row["kind"], int(row["people"]), int(row["area"])): Figure(
            int(row["amount"]), row["source"], row["is_unverified"] == "1", dt.date.fromisoformat(row["valid_from"])
        )
        for row in rows
    }
    figures |= {(kind, 0, 0): Figure(amount, "架空", True, TODAY) for kind, amount in more.items()}
    return Money(TODAY, figures)


ROOM: dict[str, Any] = {
    "pk": 1,
    "building": 1,
    "organisation": 1,
    "rent": 52_000,
    "fee": 3_000,
    "available_from": TODAY,
    "confirmed_on": TODAY,
    "emergency_contact": "corporate",
    "proxy": "yes",
    "is_dedicated": False,
    "communication": "",
    "languages": "",
    "support_state": "none",
    "support_fee": None,
    "registration": "none",
    "area": 22.0,
    "capacity": 1,
    "floor": 1,
    "stairs": 0,
    "entrance_step": 50,
    "threshold": 0,
    "indoor_step": 0,
    "corridor_width": 780,
    "bath_width": 580,
    "toilet_width": 650,
    "turning_space": 1_500,
    "rail_entrance": "yes",
    "rail_corridor": "yes",
    "rail_toilet": "yes",
    "rail_bath": "yes",
    "pets": "yes",
    "instruments": "yes",
    "kitchen": "own",
    "toilet": "own",
    "storage": "own",
    "washstand": "own",
    "bath": "own",
    "is_shared_house": False,
    "is_lived_in": True,
    "started_on": dt.date(1994, 4, 1),
    "completed_month": dt.date(1994, 11, 1),
    "elevator": "no",
    "seismic": "new",
    "town": "hikarigaoka-3",
    "town_name": "光が丘三丁目",
    "latitude": 35.76,
    "longitude": 139.63,
    "stations": {"station-t": 5},
    "costs": (("deposit", 52_000, True),),
    "guarantees": frozenset({"company"}),
    "welcomes": frozenset({"elderly"}),
}


def room(**changes: Any) -> Home:
    return Home(**{**ROOM, **changes})


def lines(household: Household, home: Home, code: str, staff: bool = False, **more: int) -> list[Line]:
    return [line for line in verdict(household, home, staff, **more).lines if line.code == code]


def mark(household: Household, home: Home, code: str, staff: bool = False, **more: int) -> str:
    """○ △ × ？ of a rule, "" when it says nothing."""
    signs = {"yes": "○", "if": "△", "no": "×", "unknown": "？"}
    return "".join(signs[line.mark] for line in lines(household, home, code, staff, **more))


def verdict(household: Household, home: Home, staff: bool = False, **more: int) -> Verdict:
    return judge(household, home, money(**more), TODAY, staff)
