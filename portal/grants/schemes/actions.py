"""The only writers of versions, golden cases, duties and reminders."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed, Stale
from portal.lib.refusal import Refused

from . import access, listeners, publishing
from .choices import VersionState
from .models import Duty, GoldenCase, Version
from .queries import CONTENT, checksum_of
from .structure import get

T = TypeVar("T")
EDITED = tuple(name for name in CONTENT if name not in ("scheme", "fiscal_year", "cohort", "is_sample"))


class NotReady(Refused):
    """`problems` lists everything that stands in the way of a publication."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(_("まだ公開できません。下のところを直してください。"))
        self.problems = problems


def new_version(
    *,
    scheme: str,
    fiscal_year: int,
    actor: User,
    at: dt.datetime,
    cohort: str = "",
    copy_of: Version | None = None,
    values: Mapping[str, Any] | None = None,
) -> Version:
    """A draft, open for its fiscal year; as the copy of another it starts with its figures, words and golden cases,
    its window moved by the years between. Raises `Refused`.
    """
    _may_edit(actor, scheme)
    window = {"opens_on": dt.date(fiscal_year, 4, 1), "closes_on": dt.date(fiscal_year + 1, 3, 31)}
    given = {**window, "target_days": 30, **(_copied(copy_of, fiscal_year) if copy_of else {}), **(values or {})}
    with transaction.atomic():
        same = Version.objects.filter(scheme=scheme, fiscal_year=fiscal_year, cohort=cohort)
        if same.filter(state=VersionState.DRAFT).exists():
            raise Refused(_("この年度の下書きは、もうあります。その下書きを直してください。"))
        version = _written(
            lambda: Version.objects.create(scheme=scheme, fiscal_year=fiscal_year, cohort=cohort, **given)
        )
        for case in copy_of.golden_cases.all() if copy_of else ():
            case.pk, case.version = None, version
            case.save(force_insert=True)
        record("grant_version.new", actor=actor, at=at, subject=version)
    return version


def _copied(version: Version, fiscal_year: int) -> dict[str, Any]:
    given = {name: getattr(version, name) for name in (*EDITED, "is_sample")}
    years = fiscal_year - version.fiscal_year
    for name in ("opens_on", "closes_on"):
        if day := given[name]:
            given[name] = day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
    return given


def _written(write: Callable[[], T]) -> T:
    """What the database refuses, in words."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        raise Refused(_("日付か選んだものが合いません。受付を終える日は、始める日より後にしてください。")) from None


def save_version(*, version: Version, values: Mapping[str, Any], saves: int, actor: User, at: dt.datetime) -> Version:
    """Raises `Stale` when somebody saved in between, `Refused` when it is public already."""
    _may_edit(actor, version.scheme)
    if unknown := set(values) - set(EDITED):
        raise ValueError(f"not columns of a draft: {unknown}")
    with transaction.atomic():
        row = _draft(version)
        _count(row, saves)
        _written(lambda: Version.objects.filter(pk=row.pk).update(**values))
        record("grant_version.save", actor=actor, at=at, subject=row, detail={"what": sorted(values)})
    row.refresh_from_db()
    return row


def save_golden_case(
    *,
    version: Version,
    values: Mapping[str, Any],
    actor: User,
    at: dt.datetime,
    case: GoldenCase | None = None,
    saves: int | None = None,
) -> GoldenCase:
    """`saves` is the count of the draft that the page showed. Raises `Stale`, `Refused`."""
    _may_edit(actor, version.scheme)
    with transaction.atomic():
        row = _draft(version)
        _count(row, saves)
        try:
            with transaction.atomic():
                kept = GoldenCase.objects.get(pk=case.pk, version=row) if case else GoldenCase(version=row)
                for name, value in values.items():
                    setattr(kept, name, value)
                kept.save()
        except IntegrityError:
            raise Refused(_("同じ名前の例があります。名前を変えてください。")) from None
        record("grant_version.example", actor=actor, at=at, subject=row)
    return kept


def remove_golden_case(*, case: GoldenCase, actor: User, at: dt.datetime) -> None:
    _may_edit(actor, case.version.scheme)
    with transaction.atomic():
        row = _draft(case.version)
        GoldenCase.objects.filter(pk=case.pk, version=row).delete()
        record("grant_version.example_removed", actor=actor, at=at, subject=row)


def publish(*, version: Version, actor: User, at: dt.datetime, saves: int | None = None) -> Version:
    """Make it public for good; the one before it retires. `saves` is the count of the draft that was read.

    Raises `NotReady` with everything that stands in the way, `Stale` when somebody saved in between.
    """
    _may_edit(actor, version.scheme)
    with transaction.atomic():
        row = _draft(version)
        _count(row, saves)
        if found := publishing.problems(row):
            raise NotReady(found)
        same = Version.objects.filter(scheme=row.scheme, fiscal_year=row.fiscal_year, cohort=row.cohort)
        old = same.select_for_update().filter(state=VersionState.PUBLISHED).first()
        if old:
            Version.objects.filter(pk=old.pk).update(state=VersionState.RETIRED)
        row.state, row.published_at, row.published_by = VersionState.PUBLISHED, at, actor
        row.checksum = checksum_of(row)
        row.save(update_fields=["state", "published_at", "published_by", "checksum"])
        record("grant_version.publish", actor=actor, at=at, subject=row, detail={"checksum": row.checksum})
        listeners.published(old, row, at)
    return row


def give_duty(*, user: User, role: str, scheme: str, actor: User, at: dt.datetime) -> Duty:
    """Raises `NotAllowed` for whoever may not, `Refused` for oneself and for somebody who is no staff."""
    _may_give(actor, user, scheme)
    if not user.is_staff:
        raise Refused(_("役割を持てるのは、区の職員だけです。"))
    with transaction.atomic():
        duty, _new = Duty.objects.get_or_create(user=user, role=role, scheme=scheme)
        record("grant_duty.give", actor=actor, at=at, subject=user, detail={"role": role, "scheme": scheme})
    return duty


def take_duty(*, duty: Duty, actor: User, at: dt.datetime) -> None:
    _may_give(actor, duty.user, duty.scheme)
    with transaction.atomic():
        detail = {"role": duty.role, "scheme": duty.scheme}
        record("grant_duty.take", actor=actor, at=at, subject=duty.user, detail=detail)
        duty.delete()


def _may_give(actor: User, user: User, scheme: str) -> None:
    if not access.may_give(actor, scheme):
        raise NotAllowed
    if user.pk == actor.pk:
        raise Refused(_("自分の役割は、自分では変えられません。ほかの方にお願いしてください。"))


def _count(row: Version, saves: int | None) -> None:
    """Each change of a draft counts. Raises `Stale`."""
    seen = Version.objects.filter(pk=row.pk, saves=row.saves if saves is None else saves)
    if not seen.update(saves=F("saves") + 1):
        raise Stale(_("ほかの画面で先に保存されました。今の内容とくらべてから、もう一度保存してください。"))


def _may_edit(actor: User, scheme: str) -> None:
    get(scheme)
    if not access.may_edit(actor, scheme):
        raise NotAllowed


def _draft(version: Version) -> Version:
    row = Version.objects.select_for_update().get(pk=version.pk)
    if row.state != VersionState.DRAFT:
        raise Refused(_("公開した版は変えられません。新しい版を作ってください。"))
    return row
