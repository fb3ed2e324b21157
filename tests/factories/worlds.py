"""One employer and one seeker with everything they can have; two of these are strangers to one another."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from jobs.applications.models import Application
from jobs.seekers.actions import hide_from, keep_resume, profile_of
from jobs.vacancies.models import Vacancy
from portal.accounts.models import Invitation, Membership, Organisation, Role
from portal.accounts.queries import digest_of
from portal.bookings.actions import book
from portal.grants.schemes.choices import Role as DutyRole
from portal.grants.schemes.models import Duty
from portal.notices.models import Mail, Notice
from portal.search.actions import save_search
from tests import people
from tests.people import Person

from . import applications, offices, vacancies
from .quarters import Quarter

MISSING = "A" * 22
TABLE = "管理番号,事業所番号,求人の名前\nA-1,1372050002,特養の介護職員\n"


@dataclass
class World:
    seeker: Person
    employer: Person
    vacancy: Vacancy
    unseen: Vacancy
    waiting: Vacancy
    quarter: Quarter
    keys: dict[str, Any]


def world(number: str, name: str, officer: Person, neighbours: tuple[str, str]) -> World:
    """`neighbours` are the corporate numbers of the shop's association and of a support corporation."""
    employer, seeker = people.employer(number), people.seeker(name)
    body, now = employer.organisation, timezone.now()
    place = vacancies.facility(body, f"架空の里{number[:4]}", f"13{number[:8]}")
    public = vacancies.published(place, employer.user, officer.user, at=now)
    thread = applications.applied(public, seeker.user, at=now)
    slot = applications.slot(public, employer.user, at=now)
    member = people.colleague(body, f"kakari{number[:4]}", Role.VIEWER)
    hidden = Organisation.objects.create(name=f"架空の隠れ先{number[:4]}", is_sample=True)
    hide_from(profile=profile_of(user=seeker.user, at=now), organisation=hidden, actor=seeker.user, at=now)
    invitation = _invitation(body, employer, seeker, now)
    keys = {
        "organisation": body.public_id,
        "member": Membership.objects.get(user=member.user).public_id,
        "invitation": invitation.public_id,
        "token": f"token-of-{name:_<13}",
        "mail": _mail(seeker, now).public_id,
        "notice": _notice(seeker, now).public_id,
        "slot": slot.public_id,
        "booking": book(slot=slot, person=seeker.user, actor=seeker.user, at=now).public_id,
        "saved": _saved(seeker, now),
        "facility": place.public_id,
        "hidden": hidden.public_id,
        "public": public.public_id,
        "thread": thread.case.public_id,
        "import": _import(employer),
        "document": document(name),
        "resume": _resume(seeker, thread, now),
    }
    unseen = vacancies.draft(place, employer.user, at=now)
    waiting = vacancies.in_review(place, employer.user, at=now)
    quarter = Quarter(employer, seeker, officer, neighbours, now)
    keys |= {"unseen": unseen.public_id, "waiting": waiting.public_id, **quarter.keys()}
    for role in (DutyRole.CLERK, DutyRole.MANAGER, DutyRole.ACCOUNTING):
        Duty.objects.get_or_create(user=officer.user, role=role)
    keys |= offices.keys(seeker, employer, officer.user, now)
    return World(seeker, employer, public, unseen, waiting, quarter, keys)


def _invitation(body: Organisation, employer: Person, seeker: Person, now: dt.datetime) -> Invitation:
    token = f"token-of-{seeker.user.email.split('@')[0]:_<13}"
    return Invitation.objects.create(
        organisation=body,
        digest=digest_of(token),
        email=seeker.user.email,
        role=Role.VIEWER,
        invited_by=employer.user,
        invited_at=now,
        expires_at=now + dt.timedelta(days=14),
    )


def _mail(seeker: Person, now: dt.datetime) -> Mail:
    return Mail.objects.create(
        to=seeker.user.email, kind="t", subject="架空", state=Mail.State.FAILED, created_at=now, next_at=now
    )


def _notice(seeker: Person, now: dt.datetime) -> Notice:
    return Notice.objects.create(user=seeker.user, kind="t", subject="架空", body="架空", path="/my/", created_at=now)


def _saved(seeker: Person, now: dt.datetime) -> str:
    return save_search(actor=seeker.user, kind="vacancy", query="q=介護", name="架空", frequency="daily", at=now).token


def _import(employer: Person) -> str:
    """The key of a table that waits for this person's decision."""
    file = SimpleUploadedFile("a.csv", TABLE.encode(), "text/csv")
    answer = employer.client.post(reverse("vacancies:employer_import"), {"file": file})
    return answer.url.rstrip("/").rsplit("/", 1)[-1]


def _resume(seeker: Person, thread: Application, now: dt.datetime) -> str:
    """Shown to the employer with the application."""
    profile = profile_of(user=seeker.user, at=now)
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    keep_resume(profile=profile, upload=upload, actor=seeker.user, at=now)
    profile.refresh_from_db()
    Application.objects.filter(pk=thread.pk).update(resume=profile.resume)
    return profile.resume.public_id


def document(name: str) -> tuple[int, str]:
    """A document that only people with a word may read."""
    kept = get_document_model().objects.create(
        title=name,
        file=ContentFile(b"%PDF-1.4", name=f"{name}.pdf"),
        collection=Collection.get_first_root_node().add_child(name=name),
    )
    CollectionViewRestriction.objects.create(collection=kept.collection, restriction_type="login")
    return kept.pk, kept.filename
