"""What becomes of a seeker's record when the account is closed."""

import datetime as dt

from portal.accounts.closing import Part
from portal.accounts.models import User
from portal.files.actions import erase

from .models import KeptVacancy, Profile


def let_go(user: User, at: dt.datetime) -> None:
    KeptVacancy.objects.filter(user=user).delete()
    for profile in Profile.objects.filter(user=user).select_related("resume"):
        file = profile.resume
        profile.delete()
        if file is not None:
            erase(file=file, actor=user, at=at)


SEEKER = Part("seeker", lambda user: [], let_go)
