"""What somebody needs, and how the ward goes on: the person who decides says why."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.procedures import Move
from portal.lib.refusal import Refused

from .. import access
from ..choices import Outcome, Plan, Scope
from ..models import Consultation, Triage
from .intake import locked

RUBRIC = ("procedures", "deadline", "reach", "leaving", "before", "language")


def wishes_kept(move: Move) -> None:
    row = locked(move)
    for field in ("must", "want", "cannot"):
        setattr(row, field, move.values.get(field, ""))
    row.household = move.values.get("household") or row.household
    row.save(update_fields=["must", "want", "cannot", "household"])


def decided(move: Move) -> None:
    if move.actor is None:
        raise Refused(_("方針は、人が決めます。"))
    row = locked(move)
    Triage.objects.create(
        consultation=row,
        **{name: move.values[name] for name in RUBRIC},
        plan=move.values["plan"],
        reason=move.values["reason"],
        decided_by=move.actor,
        decided_at=move.at,
    )
    row.plan = move.values["plan"]
    if row.plan == Plan.OTHER:
        row.outcome = Outcome.OTHER_SCHEME
    row.save(update_fields=["plan", "outcome"])
    move.detail["reason"] = str(Plan(row.plan).label)


def engage(*, consultation: Consultation, supporter: Organisation, actor: User, at: dt.datetime) -> None:
    """A support corporation accompanies from now on; only with the person's consent.

    Raises `Refused` and `NotAllowed`.
    """
    access.must_know(actor, consultation)
    if not access.has_consent(consultation, Scope.SUPPORTER):
        raise Refused(_("居住支援法人に伝えることへの、本人の同意がまだありません。先に同意を記録してください。"))
    with transaction.atomic():
        Consultation.objects.filter(pk=consultation.pk).update(supporter=supporter)
        record("consultation.engaged", actor=actor, at=at, subject=consultation, detail={"organisation": supporter.pk})
    consultation.supporter = supporter


def disengage(*, consultation: Consultation, actor: User, at: dt.datetime) -> None:
    """Raises `NotAllowed`."""
    access.must_know(actor, consultation)
    with transaction.atomic():
        Consultation.objects.filter(pk=consultation.pk).update(supporter=None)
        record("consultation.disengaged", actor=actor, at=at, subject=consultation)
    consultation.supporter = None
