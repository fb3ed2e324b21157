"""Applications, brought to where a test needs them act by act."""

import datetime as dt
from typing import Any

from jobs.applications import actions
from jobs.applications.models import Application
from jobs.vacancies.models import Vacancy
from portal.accounts.models import User
from portal.bookings.actions import offer_slots
from portal.bookings.models import Slot
from portal.cases.actions import perform

from .times import NOW

SHARES = {"name": True, "contact": True, "qualifications": True, "experience": True, "hours": True}
REASON = {"reject": "hours", "withdraw": "circumstances"}


def question(
    vacancy: Vacancy, seeker: User, text: str = "年間の休みは何日ですか。", at: dt.datetime = NOW
) -> Application:
    return fresh(actions.ask(vacancy=vacancy, seeker=seeker, text=text, at=at))


def applied(vacancy: Vacancy, seeker: User, at: dt.datetime = NOW, **shares: bool) -> Application:
    made = actions.apply(
        vacancy=vacancy, seeker=seeker, shares={**SHARES, **shares}, text="よろしくお願いします。", at=at
    )
    return fresh(made)


def slot(vacancy: Vacancy, actor: User, at: dt.datetime = NOW, days: int = 3, capacity: int = 2) -> Slot:
    start = at + dt.timedelta(days=days)
    (made,) = offer_slots(
        owner=vacancy.organisation,
        subject=("facility", vacancy.facility.public_id),
        title="見学",
        times=[(start, start + dt.timedelta(hours=1))],
        capacity=capacity,
        place=vacancy.facility.name,
        actor=actor,
        at=at,
    )
    return made


def move(application: Application, transition: str, actor: User | None, at: dt.datetime = NOW, **values: Any):
    """One act with fitting values; what a test gives wins."""
    fitting: dict[str, Any] = {"text": "よろしくお願いします。"} if actor else {}
    if transition in REASON:
        fitting["reason"] = REASON[transition]
    if transition == "propose_interview":
        fitting |= {"times": [at + dt.timedelta(days=2), at + dt.timedelta(days=3)], "place": "架空の里"}
    if transition == "choose_interview":
        fitting["option"] = application.options.values_list("pk", flat=True)[0]
    if transition == "offer":
        fitting |= {"conditions": "なし", "answer_by": (at + dt.timedelta(days=9)).date()}
    values = fitting | values
    return perform(
        case=fresh(application).case,
        transition=transition,
        actor=actor,
        at=at,
        values=values,
        text=values.get("text", ""),
    )


def offered(application: Application, employer: User, seeker: User, at: dt.datetime = NOW) -> Application:
    move(application, "propose_interview", employer, at)
    move(application, "choose_interview", seeker, at)
    move(application, "interviewed", employer, at)
    move(application, "offer", employer, at)
    return fresh(application)


def fresh(application: Application) -> Application:
    return Application.objects.select_related("case", "vacancy__live", "vacancy__facility", "agreed", "terms").get(
        pk=application.pk
    )
