import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Max, Prefetch, QuerySet
from django.utils.translation import gettext as _

from housing.consultations.models import Consultation, Lease
from portal.accounts.models import Organisation
from portal.cases.models import Event
from portal.cases.procedures import get
from portal.lib.dates import tokyo_date

from . import rules
from .models import Check, ClosedMonth, Log, Plan, Support, Task

LOGGING = ("log", "note", "correct")


@dataclass(frozen=True)
class Line:
    """One thing on the dashboard."""

    support: Support
    day: dt.date
    text: str
    path: str
    is_step: bool = False  # the next step of the support itself


def with_thread(supports: QuerySet[Support]) -> QuerySet[Support]:
    """With what the ward and the corporation said and decided; the logs stand in their own list."""
    moves = Event.objects.exclude(transition__in=LOGGING)
    return with_case(supports).prefetch_related(Prefetch("case__events", moves))


def with_case(supports: QuerySet[Support]) -> QuerySet[Support]:
    return supports.select_related("case", "consultation__case", "corporation", "worker", "requested_by")


def open_support(consultation: Consultation) -> Support | None:
    return Support.objects.filter(consultation=consultation, case__closed_at=None).select_related("case").first()


def moved_in_on(consultation: Consultation) -> dt.date | None:
    """The day of the lease that holds."""
    return Lease.objects.filter(consultation=consultation, left_on=None).aggregate(day=Max("moved_in_on"))["day"]


def live_logs() -> QuerySet[Log]:
    """Those that no later row corrects."""
    return Log.objects.filter(corrected_by=None)


def open_tasks(supports: QuerySet[Support]) -> QuerySet[Task]:
    return Task.objects.filter(support__in=supports, log=None, dropped_at=None)


def open_checks(supports: QuerySet[Support]) -> QuerySet[Check]:
    return Check.objects.filter(support__in=supports, result="", support__case__closed_at=None)


def last_plan(support: Support) -> Plan | None:
    return support.plans.first()


def is_closed(corporation: Organisation, day: dt.date) -> bool:
    return ClosedMonth.objects.filter(corporation=corporation, month=rules.month_of(day), opened_at=None).exists()


def due(supports: QuerySet[Support]) -> list[Line]:
    """What has a day: tasks, checks and the next step of each open case, the nearest first."""
    return sorted(chain(_tasks(supports), _checks(supports), _steps(supports)), key=lambda line: line.day)


def _tasks(supports: QuerySet[Support]) -> Iterable[Line]:
    for task in open_tasks(supports).select_related("support__case"):
        yield Line(task.support, task.due_on, task.text, f"{task.support.get_absolute_url()}#task-{task.public_id}")


def _checks(supports: QuerySet[Support]) -> Iterable[Line]:
    for check in open_checks(supports).select_related("support__case"):
        text = _("%(day)sの確認") % {"day": check.get_day_display()}
        yield Line(check.support, check.due_on, text, f"{check.support.get_absolute_url()}#check-{check.day}")


def _steps(supports: QuerySet[Support]) -> Iterable[Line]:
    procedure = get("support")
    for support in supports.filter(case__due_on__isnull=False).select_related("case"):
        text = str(procedure.state(support.case.state).next_act)
        yield Line(support, support.case.due_on, text, support.get_absolute_url(), True)  # type: ignore[arg-type]


def recent_logs(supports: QuerySet[Support], since: dt.datetime) -> QuerySet[Log]:
    return live_logs().filter(support__in=supports, starts_at__gte=since).select_related("support__case")


def written_after_closing() -> Iterable[str]:
    """What `verify` reads: a row that came into a month after it was handed in."""
    for closed in ClosedMonth.objects.filter(opened_at=None):
        late = Log.objects.filter(support__corporation=closed.corporation_id, recorded_at__gt=closed.closed_at)
        for log in late:
            if rules.month_of(tokyo_date(log.starts_at)) == closed.month:
                yield f"support log {log.pk} was written into {closed.month:%Y-%m} after it was closed"
