"""What becomes of supports when somebody of a corporation closes the account."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.accounts.closing import Part
from portal.accounts.models import User

from .models import Support


def obstacles(user: User) -> Iterator[str]:
    """Nobody who is accompanied is left without somebody in charge."""
    for support in Support.objects.filter(worker=user, case__closed_at=None).select_related("case"):
        yield _("%(number)s：先に、担当をほかの人に代わってください。") % {"number": support.case.number}


def let_go(user: User, at: dt.datetime) -> None:
    """What was written stays with the name it was written under: it is the evidence of a bill."""


SUPPORTS = Part("supports", obstacles, let_go)
