"""What becomes of applications when somebody closes the account."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.accounts.closing import Part
from portal.accounts.models import User
from portal.cases.actions import perform

from . import queries
from .models import Application


def obstacles(user: User) -> Iterator[str]:
    """An offer or an agreed start binds somebody else too, so it is ended by a word first."""
    bound = Application.objects.filter(seeker=user, case__state__in=["offered", "accepted", "deferred"])
    for application in bound.select_related("case"):
        yield _("%(number)s：内定への返事、または辞退を先にしてください。") % {"number": application.case.number}


def let_go(user: User, at: dt.datetime) -> None:
    """Open applications are withdrawn and the employers told; what was shown is forgotten."""
    for case in queries.open_cases(user):
        perform(case=case, transition="withdraw", actor=user, at=at, values={"reason": "circumstances"})
    Application.objects.filter(seeker=user).update(shared={}, resume=None)


APPLICATIONS = Part("applications", obstacles, let_go)
