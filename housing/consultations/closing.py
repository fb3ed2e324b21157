"""What becomes of consultations when somebody closes the account."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.accounts.closing import Part
from portal.accounts.models import User
from portal.cases.actions import perform

from . import access, queries
from .actions import intake


def obstacles(user: User) -> Iterator[str]:
    """A protected consultation is never left without anybody of the ward."""
    if alone := len(queries.protected_by_alone(user)):
        yield _("あなただけが担当の、保護する相談が%(count)s件あります。先に、ほかの職員を指名してください。") % {
            "count": alone
        }


def let_go(user: User, at: dt.datetime) -> None:
    """What is not yet agreed ends; name and ways to be reached are forgotten."""
    for consultation in access.consultations_of(user).select_related("case"):
        if consultation.case.state in queries.BEFORE_LEASE:
            perform(case=consultation.case, transition="withdraw", actor=user, at=at)
        intake.forget(consultation=consultation, actor=user, at=at)


CONSULTATIONS = Part("consultations", obstacles, let_go)
