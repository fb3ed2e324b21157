from collections.abc import Mapping

from django.db.models import F, QuerySet

from jobs.seekers.models import HiddenOrganisation, Profile
from jobs.vacancies.models import Vacancy
from portal.accounts.models import Organisation, User
from portal.cases.models import Case
from portal.files.models import StoredFile

from .models import Application

BEFORE_APPLYING = ("question", "answered", "visit_booked", "visited")
CHOOSING = ("applied", "screening", "scheduling", "interview_set", "interviewed")
UNDECIDED = (*BEFORE_APPLYING, *CHOOSING)


def open_application(seeker: User, vacancy: Vacancy) -> Application | None:
    return (
        Application.objects.filter(seeker=seeker, vacancy=vacancy, case__closed_at=None)
        .select_related("case", "vacancy__facility")
        .first()
    )


def is_hidden(seeker: User, organisation: Organisation) -> bool:
    return HiddenOrganisation.objects.filter(profile__user=seeker, organisation=organisation).exists()


def open_cases(seeker: User) -> QuerySet[Case]:
    """Applications in which nothing is agreed yet."""
    return Case.objects.filter(application__seeker=seeker, state__in=[*UNDECIDED, "offered"])


def with_older_terms(vacancy: Vacancy) -> QuerySet[Application]:
    return (
        Application.objects.filter(vacancy=vacancy, case__closed_at=None)
        .exclude(agreed=F("vacancy__live"))
        .select_related("case", "seeker")
    )


def resume_of(seeker: User) -> StoredFile | None:
    profile = Profile.objects.filter(user=seeker).select_related("resume").first()
    return profile.resume if profile else None


def shown(seeker: User, shares: Mapping[str, bool]) -> dict[str, object]:
    """What an employer reads, copied from the profile and the account."""
    profile = Profile.objects.filter(user=seeker).prefetch_related("qualifications__code", "experiences").first()
    found: dict[str, object] = {}
    if shares.get("name"):
        found["name"], found["kana"] = seeker.name, seeker.kana
    if shares.get("contact"):
        found["email"], found["phone"] = seeker.email, profile.phone if profile else ""
    if profile and shares.get("qualifications"):
        found["qualifications"] = [
            row.code.label + ("（取る予定）" if row.planned else "") for row in profile.qualifications.all()
        ]
    if profile and shares.get("experience"):
        found["experience"] = [
            f"{row.since:%Y年%m月}～{f'{row.until:%Y年%m月}' if row.until else '今'}　{row.place}　{row.work}"
            for row in profile.experiences.all()
        ]
        found["motive"] = profile.motive
    if shares.get("resume") and (file := resume_of(seeker)):
        found["resume"] = file.name
    if profile and shares.get("hours"):
        found["cells"], found["days"] = profile.cells, profile.days_per_week
    return found
