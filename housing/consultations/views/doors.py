"""The ways into one thread: by account, by code, from the ward's desk, from a support corporation's."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal.cases.procedures import PERSON, STAFF

from .. import rules
from ..access import SUPPORTER
from ..models import Consultation

SESSION_KEY = "advice"


@dataclass(frozen=True)
class Door:
    party: str
    page: Callable[[Consultation], str]
    act: Callable[[Consultation, str], str]
    message: Callable[[Consultation], str]
    sheet: Callable[[Consultation], str]


def _named(party: str, prefix: str) -> Door:
    def to(name: str) -> Callable[[Consultation], str]:
        return lambda row: reverse(f"consultations:{prefix}{name}", args=[row.case.public_id])

    def act(row: Consultation, step: str) -> str:
        return reverse(f"consultations:{prefix}act", args=[row.case.public_id, step])

    return Door(party, to("thread"), act, to("message"), to("sheet"))


BY_ACCOUNT = _named(PERSON, "")
OF_STAFF = _named(STAFF, "staff_")
OF_SUPPORTER = _named(SUPPORTER, "supporter_")
BY_CODE = Door(
    PERSON,
    lambda row: reverse("consultations:page"),
    lambda row, step: reverse("consultations:page_act", args=[step]),
    lambda row: reverse("consultations:page_message"),
    lambda row: reverse("consultations:page_sheet"),
)


def open_by_code(request: HttpRequest, consultation: Consultation) -> None:
    """The page stays open for a while in this browser; the code itself is nowhere kept."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = {"case": consultation.case.public_id, "seen": timezone.now().isoformat()}


def opened(request: HttpRequest) -> Consultation | None:
    """What this browser has opened by a code, unless it lay too long; each look keeps it open."""
    kept = request.session.get(SESSION_KEY)
    seen = parse_datetime(kept["seen"]) if kept else None
    if kept is None or seen is None or rules.open_until(seen) < timezone.now():
        close(request)
        return None
    request.session[SESSION_KEY] = {**kept, "seen": timezone.now().isoformat()}
    return Consultation.objects.filter(case__public_id=kept["case"]).first()


def close(request: HttpRequest) -> None:
    if SESSION_KEY in request.session:
        del request.session[SESSION_KEY]
