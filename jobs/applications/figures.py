"""Figures of the ward on work in care and childcare. Counts of people below five are not shown by themselves."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobs.vacancies.access import public_vacancies
from portal.cases.models import Case, Event
from portal.cases.procedures import get

SHOWN = 12


@dataclass(frozen=True)
class Figure:
    """`rows` are (label, whole number)."""

    title: str | Promise
    rows: Sequence[tuple[str | Promise, int]]
    unit: str | Promise


def all_figures() -> list[Figure]:
    return [funnel(), live_by_occupation(), ends(), answer_time()]


def funnel() -> Figure:
    """How many applications ever reached each step of the road."""
    procedure = get("application")
    step_of = {state.code: state.step for state in procedure.states if state.step}
    reached: dict[str, set[int]] = {}
    moves = Event.objects.filter(case__procedure="application").exclude(target="").values_list("case", "target")
    for case, target in moves.iterator():
        if target in step_of:
            reached.setdefault(step_of[target], set()).add(case)
    rows = [(label, len(reached.get(code, ()))) for code, label in procedure.road]
    return Figure(_("質問から入職まで（通った人の数）"), rows, _("人"))


def live_by_occupation() -> Figure:
    counted = public_vacancies().order_by().values("live__occupation__label").annotate(n=Count("pk")).order_by("-n")
    return Figure(
        _("公開中の求人（職種別）"), [(row["live__occupation__label"], row["n"]) for row in counted[:SHOWN]], _("件")
    )


def ends() -> Figure:
    procedure = get("application")
    counted = Case.objects.filter(procedure="application", closed_at__isnull=False).order_by().values("state")
    rows = [(procedure.state(row["state"]).label, row["n"]) for row in counted.annotate(n=Count("pk")).order_by("-n")]
    return Figure(_("終わった応募"), rows, _("件"))


def answer_time() -> Figure:
    """Median hours from an application or a question to the employer's next act."""
    waits: dict[str, list[float]] = {"question": [], "applied": []}
    since: dict[int, tuple[str, dt.datetime]] = {}
    moves = Event.objects.filter(case__procedure="application").exclude(target="").order_by("case", "sequence")
    for case, target, party, at in moves.values_list("case", "target", "party", "at").iterator():
        if case in since and party == "organisation":
            state, start = since.pop(case)
            waits[state].append((at - start).total_seconds() / 3600)
        if target in waits:
            since[case] = (target, at)
    labels = {"question": _("質問への返事"), "applied": _("応募への返事")}
    rows = [(labels[state], round(median(hours))) for state, hours in waits.items() if hours]
    return Figure(_("事業所の返事までの時間（中央値）"), rows, _("時間"))
