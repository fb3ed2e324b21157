"""The only writers of budgets. One conditional update moves the columns, then an entry says why: no two acts can spend
the same yen, whatever runs at the same moment. What one case holds is read under the lock of that case.

Locks are taken in one order in every act: cases, budgets, the head of the audit.
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

from . import rules
from .models import Budget, Entry, Kind

MOST = 10**12  # yen; more is a slip of the finger


class Exhausted(Refused):
    """The budget of the year does not cover it."""


def appropriate(
    *,
    scheme: str,
    fiscal_year: int,
    kind: str,
    yen: int,
    actor: User,
    at: dt.datetime,
    note: str = "",
    key: str | None = None,
) -> Budget:
    """当初・補正: put money in, or with a negative figure take back what nothing stands on. A repeated `key` does
    nothing. Raises `Refused`; after the year's end no budget changes (地方自治法施行令148条).
    """
    if kind not in (Kind.INITIAL, Kind.SUPPLEMENT):
        raise ValueError(kind)
    if not 0 < abs(yen) <= MOST:
        raise Refused(_("金額を入れてください。"))
    if problem := rules.too_late_to_change(fiscal_year, tokyo_date(at)):
        raise Refused(problem)
    with transaction.atomic():
        budget, _new = Budget.objects.get_or_create(scheme=scheme, fiscal_year=fiscal_year)
        _put([(budget, yen)], kind, actor, at, note, key)
    return budget


def transfer(
    *, source: Budget, target: Budget, yen: int, actor: User, at: dt.datetime, note: str, key: str | None = None
) -> None:
    """流用: from one budget to another of the same year, both or neither. Raises `Refused`."""
    if not 0 < yen <= MOST or source.pk == target.pk or source.fiscal_year != target.fiscal_year:
        raise Refused(_("同じ年度の、ちがう制度へ、1円以上を動かしてください。"))
    if problem := rules.too_late_to_change(source.fiscal_year, tokyo_date(at)):
        raise Refused(problem)
    with transaction.atomic():
        _put([(source, -yen), (target, yen)], Kind.TRANSFER, actor, at, note, key)


def _put(parts: list[tuple[Budget, int]], kind: str, actor: User, at: dt.datetime, note: str, key: str | None) -> None:
    rows = list(Budget.objects.select_for_update().filter(pk__in=[budget.pk for budget, _yen in parts]).order_by("pk"))
    if key and Entry.objects.filter(key=key, budget__in=rows).exists():
        return
    for budget, yen in parts:
        enough = Budget.objects.filter(pk=budget.pk, appropriated__gte=F("committed") + F("reserved") - yen)
        if not enough.update(appropriated=F("appropriated") + yen):
            raise Refused(_("決定済みと審査中の額より、予算を小さくすることはできません。"))
    Entry.objects.bulk_create(
        Entry(budget=budget, kind=kind, yen=yen, at=at, actor=actor, note=note[:200], key=key) for budget, yen in parts
    )
    for budget, yen in parts:
        record("budget.put", actor=actor, at=at, subject=budget, detail={"kind": kind, "yen": yen})


def reserve(*, scheme: str, fiscal_year: int, yen: int, case: Case, actor: User | None, at: dt.datetime) -> None:
    """Keep money for a filing that arrived. Raises `Exhausted`, and `Refused` after the fiscal year."""
    if problem := rules.too_late_to_commit(fiscal_year, tokyo_date(at)):
        raise Refused(problem)
    _something(yen)
    with transaction.atomic():
        _hold(case)
        budget = _budget(scheme, fiscal_year)
        _move(budget, {"reserved": yen}, left=yen)
        Entry.objects.create(budget=budget, kind=Kind.RESERVE, yen=yen, case=case, at=at, actor=actor)


def release(*, case: Case, actor: User | None, at: dt.datetime) -> int:
    """Give back what is kept for a case. Returns the yen."""
    with transaction.atomic():
        _hold(case)
        found = 0
        for budget, kept in _held(case, Kind.RESERVE).items():
            _move(budget, {"reserved": -kept})
            Entry.objects.create(budget=budget, kind=Kind.RESERVE, yen=-kept, case=case, at=at, actor=actor)
            found += kept
    return found


def commit(*, scheme: str, fiscal_year: int, yen: int, case: Case, actor: User | None, at: dt.datetime) -> None:
    """Bind money to a decision; what was kept for the case goes into it. Raises `Exhausted`, and `Refused` outside
    the fiscal year (地方自治法208条).
    """
    day = tokyo_date(at)
    if problem := rules.too_early(fiscal_year, day) or rules.too_late_to_commit(fiscal_year, day):
        raise Refused(problem)
    _something(yen)
    with transaction.atomic():
        _hold(case)
        budget = _budget(scheme, fiscal_year)
        kept = _held(case, Kind.RESERVE).get(budget, 0)
        _move(budget, {"reserved": -kept, "committed": yen}, left=yen - kept)
        if kept:
            Entry.objects.create(budget=budget, kind=Kind.RESERVE, yen=-kept, case=case, at=at, actor=actor)
        Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=yen, case=case, at=at, actor=actor)
        record("budget.commit", actor=actor, at=at, subject=case, detail={"yen": yen})


def uncommit(*, case: Case, yen: int, actor: User | None, at: dt.datetime) -> None:
    """A decision became smaller: what is no longer needed is free again, down to what was paid. Raises `Refused`."""
    _something(yen)
    with transaction.atomic():
        _hold(case)
        budget = _of(case)
        if yen > _held(case, Kind.COMMIT).get(budget, 0) - _held(case, Kind.PAY).get(budget, 0):
            raise Refused(_("支払った額より小さくすることはできません。"))
        _move(budget, {"committed": -yen})
        Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=-yen, case=case, at=at, actor=actor)
        record("budget.uncommit", actor=actor, at=at, subject=case, detail={"yen": yen})


def pay(*, case: Case, yen: int, on: dt.date, actor: User | None, at: dt.datetime) -> None:
    """Money that has left, on the day it left. Raises `Refused` after 31 May (地方自治法235条の5)."""
    _something(yen)
    with transaction.atomic():
        _hold(case)
        budget = _of(case)
        if problem := rules.too_early(budget.fiscal_year, on) or rules.too_late_to_pay(budget.fiscal_year, on):
            raise Refused(problem)
        if yen > _held(case, Kind.COMMIT).get(budget, 0) - _held(case, Kind.PAY).get(budget, 0):
            raise Refused(_("決定した額をこえる支払はできません。"))
        _move(budget, {"paid": yen})
        Entry.objects.create(budget=budget, kind=Kind.PAY, yen=yen, case=case, at=at, actor=actor)
        record("budget.pay", actor=actor, at=at, subject=case, detail={"yen": yen})


def returned(*, case: Case, yen: int, on: dt.date, actor: User | None, at: dt.datetime) -> None:
    """戻入: money came back. Within the year and its closing it is free again; later it is revenue of another year and
    the entry only says so. Raises `Refused` for more than was paid.
    """
    _something(yen)
    with transaction.atomic():
        _hold(case)
        budget = _of(case)
        if yen > _still_out(case, budget):
            raise Refused(_("支払った額より多くを返してもらうことはできません。"))
        if not rules.too_late_to_pay(budget.fiscal_year, on):
            _move(budget, {"paid": -yen, "committed": -yen})
            Entry.objects.create(budget=budget, kind=Kind.PAY, yen=-yen, case=case, at=at, actor=actor)
            Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=-yen, case=case, at=at, actor=actor)
        Entry.objects.create(budget=budget, kind=Kind.RETURN, yen=yen, case=case, at=at, actor=actor)
        record("budget.returned", actor=actor, at=at, subject=case, detail={"yen": yen})


def _move(budget: Budget, steps: dict[str, int], left: int = 0) -> None:
    """The one conditional update. `left` is what must be free."""
    free = F("committed") + F("reserved") + left
    rows = Budget.objects.filter(pk=budget.pk)
    rows = rows.filter(appropriated__gte=free) if left > 0 else rows
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
    entry = Entry.objects.filter(case=case, kind=Kind.COMMIT).select_related("budget").order_by("pk").last()
    if entry is None:
        raise Refused(_("この案件には、決定した予算がありません。"))
    return entry.budget


def _held(case: Case, kind: str) -> dict[Budget, int]:
    """What a case holds of each budget."""
    sums = Entry.objects.filter(case=case, kind=kind).values("budget").annotate(sum=Sum("yen")).order_by("budget")
    found = {row["budget"]: row["sum"] for row in sums if row["sum"]}
    return {budget: found[budget.pk] for budget in Budget.objects.filter(pk__in=found)}


def _still_out(case: Case, budget: Budget) -> int:
    """What was paid and has not come back; of a closed year the returns stand beside the payments."""
    entries = Entry.objects.filter(case=case, budget=budget)
    paid = entries.filter(kind=Kind.PAY, yen__gt=0).aggregate(sum=Sum("yen"))["sum"] or 0
    return paid - (entries.filter(kind=Kind.RETURN).aggregate(sum=Sum("yen"))["sum"] or 0)


def _hold(case: Case) -> None:
    """What the case holds stays as it is read until the act is done."""
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _something(yen: int) -> None:
    if not 0 < yen <= MOST:
        raise ValueError(f"a movement of {yen} yen")
