"""The only writers of versions, golden cases, duties and reminders."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

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
    """A draft; as the copy of another it starts with its figures, words and golden cases. Raises `Refused`."""
    _may_edit(actor, scheme)
    given = {name: getattr(copy_of, name) for name in (*EDITED, "is_sample")} if copy_of else {}
    try:
        with transaction.atomic():
            version = Version.objects.create(
                scheme=scheme, fiscal_year=fiscal_year, cohort=cohort, **{**given, **(values or {})}
            )
            for case in copy_of.golden_cases.all() if copy_of else ():
                case.pk, case.version = None, version
                case.save(force_insert=True)
            record("grant_version.new", actor=actor, at=at, subject=version)
    except IntegrityError:
        raise Refused(_("この年度の下書きは、もうあります。その下書きを直してください。")) from None
    return version


def save_version(*, version: Version, values: Mapping[str, Any], saves: int, actor: User, at: dt.datetime) -> Version:
    """Raises `Stale` when somebody saved in between, `Refused` when it is public already."""
    _may_edit(actor, version.scheme)
    if unknown := set(values) - set(EDITED):
        raise ValueError(f"not columns of a draft: {unknown}")
    with transaction.atomic():
        row = _draft(version)
        if not Version.objects.filter(pk=row.pk, saves=saves).update(saves=F("saves") + 1):
            raise Stale(_("ほかの画面で先に保存されました。今の内容とくらべてから、もう一度保存してください。"))
        Version.objects.filter(pk=row.pk).update(**values)
        record("grant_version.save", actor=actor, at=at, subject=row, detail={"what": sorted(values)})
    row.refresh_from_db()
    return row


def save_golden_case(
    *, version: Version, values: Mapping[str, Any], actor: User, at: dt.datetime, case: GoldenCase | None = None
) -> GoldenCase:
    _may_edit(actor, version.scheme)
    with transaction.atomic():
        row = _draft(version)
        try:
            with transaction.atomic():
                kept, _new = GoldenCase.objects.update_or_create(
                    pk=case.pk if case else None, version=row, defaults=dict(values)
                )
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


def publish(*, version: Version, actor: User, at: dt.datetime) -> Version:
    """Make it public for good; the one before it retires. Raises `NotReady` with everything that stands in the way."""
    _may_edit(actor, version.scheme)
    with transaction.atomic():
        row = _draft(version)
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
    """Raises `Refused` for somebody who is no staff."""
    if not user.is_staff:
        raise Refused(_("役割を持てるのは、区の職員だけです。"))
    with transaction.atomic():
        duty, _new = Duty.objects.get_or_create(user=user, role=role, scheme=scheme)
        record("grant_duty.give", actor=actor, at=at, subject=user, detail={"role": role, "scheme": scheme})
    return duty


def take_duty(*, duty: Duty, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        detail = {"role": duty.role, "scheme": duty.scheme}
        record("grant_duty.take", actor=actor, at=at, subject=duty.user, detail=detail)
        duty.delete()


def _may_edit(actor: User, scheme: str) -> None:
    get(scheme)
    if not access.may_edit(actor, scheme):
        raise NotAllowed


def _draft(version: Version) -> Version:
    row = Version.objects.select_for_update().get(pk=version.pk)
    if row.state != VersionState.DRAFT:
        raise Refused(_("公開した版は変えられません。新しい版を作ってください。"))
    return row
