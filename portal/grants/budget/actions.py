"""The only writers of budgets. One conditional update moves the columns, then an entry says why: no two acts can spend
the same yen, whatever runs at the same moment.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.cases.models import Case
from portal.lib.dates import tokyo_date
from portal.lib.money import yen as in_yen
from portal.lib.refusal import Refused

from .models import Budget, Entry, Kind


class Exhausted(Refused):
    """The budget of the year does not cover it."""


def appropriate(
    *, scheme: str, fiscal_year: int, kind: str, yen: int, actor: User, at: dt.datetime, note: str = ""
) -> Budget:
    """当初・補正: put money in, or with a negative figure take back what nothing stands on. Raises `Refused`."""
    if not yen:
        raise Refused(_("金額を入れてください。"))
    with transaction.atomic():
        budget, _new = Budget.objects.get_or_create(scheme=scheme, fiscal_year=fiscal_year)
        _put(budget, kind, yen, actor, at, note)
    return budget


def transfer(*, source: Budget, target: Budget, yen: int, actor: User, at: dt.datetime, note: str) -> None:
    """流用: from one budget to another of the same year, both or neither. Raises `Refused`."""
    if yen <= 0 or source.pk == target.pk or source.fiscal_year != target.fiscal_year:
        raise Refused(_("同じ年度の、ちがう制度へ、1円以上を動かしてください。"))
    with transaction.atomic():
        steps = sorted([(source, -yen), (target, yen)], key=lambda step: step[0].pk)
        for budget, part in steps:
            _put(budget, Kind.TRANSFER, part, actor, at, note)


def _put(budget: Budget, kind: str, yen: int, actor: User, at: dt.datetime, note: str) -> None:
    rows = Budget.objects.filter(pk=budget.pk, appropriated__gte=F("committed") + F("reserved") - yen)
    if not rows.update(appropriated=F("appropriated") + yen):
        raise Refused(_("決定済みと審査中の額より、予算を小さくすることはできません。"))
    Entry.objects.create(budget=budget, kind=kind, yen=yen, at=at, actor=actor, note=note)
    record("budget.put", actor=actor, at=at, subject=budget, detail={"kind": kind, "yen": yen})


def reserve(*, scheme: str, fiscal_year: int, yen: int, case: Case, actor: User | None, at: dt.datetime) -> None:
    """Keep money for a filing that arrived. Raises `Exhausted`."""
    _in_year(fiscal_year, at)
    with transaction.atomic():
        budget = _budget(scheme, fiscal_year)
        _move(budget, {"reserved": yen}, left=yen)
        Entry.objects.create(budget=budget, kind=Kind.RESERVE, yen=yen, case=case, at=at, actor=actor)


def release(*, case: Case, actor: User | None, at: dt.datetime) -> int:
    """Give back what is kept for a case. Returns the yen."""
    with transaction.atomic():
        found = 0
        for budget, kept in _held(case, Kind.RESERVE).items():
            _move(budget, {"reserved": -kept})
            Entry.objects.create(budget=budget, kind=Kind.RESERVE, yen=-kept, case=case, at=at, actor=actor)
            found += kept
    return found


def commit(*, scheme: str, fiscal_year: int, yen: int, case: Case, actor: User | None, at: dt.datetime) -> None:
    """Bind money to a decision; what was kept for the case goes into it. Raises `Exhausted`, and `Refused` after the
    last day of the fiscal year (地方自治法208条).
    """
    _in_year(fiscal_year, at)
    with transaction.atomic():
        budget = _budget(scheme, fiscal_year)
        kept = _held(case, Kind.RESERVE).get(budget, 0)
        _move(budget, {"reserved": -kept, "committed": yen}, left=yen - kept)
        if kept:
            Entry.objects.create(budget=budget, kind=Kind.RESERVE, yen=-kept, case=case, at=at, actor=actor)
        if yen:
            Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=yen, case=case, at=at, actor=actor)
        record("budget.commit", actor=actor, at=at, subject=case, detail={"yen": yen})


def uncommit(*, case: Case, yen: int, actor: User | None, at: dt.datetime) -> None:
    """A decision became smaller: what is no longer needed is free again, down to what was paid. Raises `Refused`."""
    with transaction.atomic():
        budget = _of(case)
        if yen > _held(case, Kind.COMMIT).get(budget, 0) - _held(case, Kind.PAY).get(budget, 0):
            raise Refused(_("支払った額より小さくすることはできません。"))
        _move(budget, {"committed": -yen})
        Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=-yen, case=case, at=at, actor=actor)
        record("budget.uncommit", actor=actor, at=at, subject=case, detail={"yen": yen})


def pay(*, case: Case, yen: int, on: dt.date, actor: User | None, at: dt.datetime) -> None:
    """Money that has left, on the day it left. Raises `Refused` after 31 May (地方自治法235条の5)."""
    with transaction.atomic():
        budget = _of(case)
        if on > dt.date(budget.fiscal_year + 1, 5, 31):
            raise Refused(_("%(year)d年度の支払は、翌年の5月31日までです。") % {"year": budget.fiscal_year})
        if yen > _held(case, Kind.COMMIT).get(budget, 0) - _held(case, Kind.PAY).get(budget, 0):
            raise Refused(_("決定した額をこえる支払はできません。"))
        _move(budget, {"paid": yen})
        Entry.objects.create(budget=budget, kind=Kind.PAY, yen=yen, case=case, at=at, actor=actor)
        record("budget.pay", actor=actor, at=at, subject=case, detail={"yen": yen})


def returned(*, case: Case, yen: int, on: dt.date, actor: User | None, at: dt.datetime) -> None:
    """戻入: money came back. Within the year and its closing it is free again; later it is revenue of another year and
    the entry only says so.
    """
    with transaction.atomic():
        budget = _of(case)
        if on <= dt.date(budget.fiscal_year + 1, 5, 31):
            _move(budget, {"paid": -yen, "committed": -yen})
            Entry.objects.create(budget=budget, kind=Kind.PAY, yen=-yen, case=case, at=at, actor=actor)
            Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=-yen, case=case, at=at, actor=actor)
        Entry.objects.create(budget=budget, kind=Kind.RETURN, yen=yen, case=case, at=at, actor=actor)
        record("budget.returned", actor=actor, at=at, subject=case, detail={"yen": yen})


def _move(budget: Budget, steps: dict[str, int], left: int = 0) -> None:
    """The one conditional update. `left` is what must be free."""
    rows = Budget.objects.filter(pk=budget.pk, appropriated__gte=F("committed") + F("reserved") + max(left, 0))
    if not rows.update(**{column: F(column) + by for column, by in steps.items() if by}):
        raise Exhausted(
            _("予算ののこりが足りません（必要な額 %(yen)s）。補正や流用のあとで、もう一度お試しください。")
            % {"yen": in_yen(left)}
        )


def _budget(scheme: str, fiscal_year: int) -> Budget:
    budget = Budget.objects.filter(scheme=scheme, fiscal_year=fiscal_year).first()
    if budget is None:
        raise Exhausted(_("%(year)d年度の予算が、まだ登録されていません。") % {"year": fiscal_year})
    return budget


def _of(case: Case) -> Budget:
    """The budget a case is bound to. Raises `Refused` when it is bound to none."""
    entry = Entry.objects.filter(case=case, kind=Kind.COMMIT).select_related("budget").last()
    if entry is None:
        raise Refused(_("この案件には、決定した予算がありません。"))
    return entry.budget


def _held(case: Case, kind: str) -> dict[Budget, int]:
    """What a case holds of each budget."""
    sums = Entry.objects.filter(case=case, kind=kind).values("budget").annotate(sum=Sum("yen")).order_by("budget")
    found = {row["budget"]: row["sum"] for row in sums if row["sum"]}
    return {budget: found[budget.pk] for budget in Budget.objects.filter(pk__in=found)}


def _in_year(fiscal_year: int, at: dt.datetime) -> None:
    if tokyo_date(at) > dt.date(fiscal_year + 1, 3, 31):
        raise Refused(_("%(year)d年度の決定は、3月31日までです。") % {"year": fiscal_year})
