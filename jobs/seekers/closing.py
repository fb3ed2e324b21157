"""What becomes of a seeker's record when the account is closed."""

import datetime as dt

from portal.accounts.closing import Part
from portal.accounts.models import User
from portal.files.actions import erase
from portal.files.models import StoredFile

from .models import KeptVacancy, Profile


def let_go(user: User, at: dt.datetime) -> None:
    KeptVacancy.objects.filter(user=user).delete()
    Profile.objects.filter(user=user).delete()
    for file in StoredFile.objects.filter(purpose="resume", owner_id=user.pk):
        erase(file=file, actor=user, at=at)


SEEKER = Part("seeker", lambda user: [], let_go)
