import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from jobs.vacancies.access import public_vacancies
from jobs.vacancies.models import Vacancy
from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.actions import Stale
from portal.files import actions as files

from .models import Experience, HeldQualification, HiddenOrganisation, KeptVacancy, Profile

KEPT_LIMIT = 50


def profile_of(*, user: User, at: dt.datetime) -> Profile:
    profile, _new = Profile.objects.get_or_create(user=user, defaults={"updated_at": at})
    return profile


def save_profile(
    *,
    profile: Profile,
    name: str,
    kana: str,
    values: Mapping[str, Any],
    occupations: Iterable[Any],
    qualifications: Iterable[Mapping[str, Any]],
    experiences: Iterable[Mapping[str, Any]],
    saves: int,
    actor: User,
    at: dt.datetime,
) -> None:
    """Write the whole profile. `saves` is the count the form showed; raises `Stale` when another window saved first."""
    with transaction.atomic():
        columns = {**values, "saves": saves + 1, "updated_at": at}
        if not Profile.objects.filter(pk=profile.pk, saves=saves).update(**columns):
            raise Stale(_("ほかの画面で先に保存されました。今の内容とくらべてから、もう一度保存してください。"))
        User.objects.filter(pk=profile.user_id).update(name=name, kana=kana)
        profile.occupations.set(occupations)
        HeldQualification.objects.filter(profile=profile).delete()
        HeldQualification.objects.bulk_create(HeldQualification(profile=profile, **row) for row in qualifications)
        Experience.objects.filter(profile=profile).delete()
        Experience.objects.bulk_create(Experience(profile=profile, **row) for row in experiences)
        record("seeker.profile", actor=actor, at=at, subject=profile)


def keep_resume(*, profile: Profile, upload: UploadedFile, actor: User, at: dt.datetime) -> None:
    """Put a file in place of the one before, which goes unless an application shows it. Raises `Refused`."""
    file = files.store(purpose="resume", upload=upload, owner=actor, at=at)
    before = profile.resume
    Profile.objects.filter(pk=profile.pk).update(resume=file, updated_at=at)
    if before is not None:
        with suppress(ProtectedError):
            files.erase(file=before, actor=actor, at=at)


def hide_from(*, profile: Profile, organisation: Organisation, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        HiddenOrganisation.objects.get_or_create(profile=profile, organisation=organisation)
        record("seeker.hide", actor=actor, at=at, subject=profile)


def show_to(*, profile: Profile, organisation: Organisation, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        HiddenOrganisation.objects.filter(profile=profile, organisation=organisation).delete()
        record("seeker.show", actor=actor, at=at, subject=profile)


def keep(*, user: User, public_ids: Iterable[str], at: dt.datetime) -> None:
    """Keep vacancies for a person; what she kept before stays."""
    wanted = public_vacancies().filter(public_id__in=list(public_ids)[:KEPT_LIMIT])
    KeptVacancy.objects.bulk_create(
        [KeptVacancy(user=user, vacancy=vacancy, at=at) for vacancy in wanted], ignore_conflicts=True
    )


def let_go(*, user: User, vacancy: Vacancy) -> None:
    KeptVacancy.objects.filter(user=user, vacancy=vacancy).delete()
