"""What a corporation bills for a month: hours by kind and case, and the logs behind them. Numbers, no names of people
supported, and nothing of a protected case.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation
from portal.lib.dates import TOKYO

from . import access, queries, rules
from .models import ClosedMonth, Log, Support


@dataclass(frozen=True)
class Sums:
    label: str
    times: int
    minutes: int
    travel: int

    @property
    def total(self) -> int:
        return self.minutes + self.travel

    @property
    def in_words(self) -> str:
        return rules.in_words(self.total)


@dataclass(frozen=True)
class Report:
    corporation: Organisation
    month: dt.date
    closed: ClosedMonth | None
    by_kind: list[Sums] = field(default_factory=list)
    by_case: list[Sums] = field(default_factory=list)

    @property
    def whole(self) -> Sums:
        return Sums(
            str(_("合計")),
            sum(row.times for row in self.by_kind),
            sum(row.minutes for row in self.by_kind),
            sum(row.travel for row in self.by_kind),
        )


def span(month: dt.date) -> tuple[dt.datetime, dt.datetime]:
    start, end = rules.month_of(month), rules.next_month(month)
    return dt.datetime.combine(start, dt.time(), tzinfo=TOKYO), dt.datetime.combine(end, dt.time(), tzinfo=TOKYO)


def logs_of(supports: QuerySet[Support], month: dt.date) -> QuerySet[Log]:
    """The rows that count: not corrected, and not struck out."""
    start, end = span(month)
    return queries.live_logs().filter(support__in=supports, starts_at__gte=start, starts_at__lt=end, minutes__gt=0)


def monthly(corporation: Organisation, month: dt.date) -> Report:
    logs = logs_of(access.listed(Support.objects.filter(corporation=corporation)), month).order_by()
    closed = ClosedMonth.objects.filter(corporation=corporation, month=rules.month_of(month), opened_at=None)
    return Report(
        corporation,
        rules.month_of(month),
        closed.select_related("closed_by").first(),
        _sums(logs, "kind_label", "-minutes"),
        _sums(logs, "support__case__number", "support__case__number"),
    )


def _sums(logs: QuerySet[Log], by: str, order: str) -> list[Sums]:
    rows = logs.values(by).annotate(times=Count("pk"), spent=Sum("minutes"), travel=Sum("travel_minutes"))
    ordered = rows.order_by("-spent" if order == "-minutes" else order)
    return [Sums(row[by], row["times"], row["spent"], row["travel"]) for row in ordered]


def own_protected(corporation: Organisation, user, month: dt.date) -> Sums | None:
    """Minutes of protected cases, for a person named for them and nobody else."""
    mine = access.supports_of(corporation, user).filter(consultation__is_protected=True)
    found = logs_of(mine, month).aggregate(times=Count("pk"), spent=Sum("minutes"), travel=Sum("travel_minutes"))
    if not found["times"]:
        return None
    return Sums(str(_("あなたが指名されている案件")), found["times"], found["spent"], found["travel"])


def sums_csv(report: Report) -> Iterator[tuple]:
    yield _("月"), _("受付番号"), _("回数"), _("時間（分）"), _("移動（分）"), _("合計（分）")
    for row in (*report.by_case, report.whole):
        yield f"{report.month:%Y-%m}", row.label, row.times, row.minutes, row.travel, row.total


def evidence_csv(corporation: Organisation, month: dt.date) -> Iterator[tuple]:
    yield (
        _("受付番号"),
        _("始めた日時"),
        _("種類"),
        _("時間（分）"),
        _("移動（分）"),
        _("記録した人"),
        _("記録した日時"),
        _("記録の番号"),
    )
    supports = access.listed(Support.objects.filter(corporation=corporation))
    for log in logs_of(supports, month).select_related("support__case").order_by("starts_at", "pk"):
        yield (
            log.support.case.number,
            f"{log.starts_at.astimezone(TOKYO):%Y-%m-%d %H:%M}",
            log.kind_label,
            log.minutes,
            log.travel_minutes,
            log.recorder_name,
            f"{log.recorded_at.astimezone(TOKYO):%Y-%m-%d %H:%M}",
            log.public_id,
        )


def months_of(today: dt.date) -> list[dt.date]:
    """This month and the eleven before it."""
    months = [rules.month_of(today)]
    while len(months) < 12:
        months.append(rules.month_of(months[-1] - dt.timedelta(days=1)))
    return months
