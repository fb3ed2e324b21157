"""What becomes of consultations when somebody closes the account."""

import datetime as dt
from collections.abc import Iterator

from portal.accounts.closing import Part
from portal.accounts.models import User
from portal.cases.actions import perform

from . import access, queries
from .actions import intake


def obstacles(user: User) -> Iterator[str]:
    return iter(())


def let_go(user: User, at: dt.datetime) -> None:
    """What is not yet agreed ends; name and ways to be reached are forgotten."""
    for consultation in access.consultations_of(user).select_related("case"):
        if consultation.case.state in queries.BEFORE_LEASE:
            perform(case=consultation.case, transition="withdraw", actor=user, at=at)
        intake.forget(consultation=consultation, actor=user, at=at)


CONSULTATIONS = Part("consultations", obstacles, let_go)
