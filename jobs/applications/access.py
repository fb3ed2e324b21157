import datetime as dt

from django.db.models import Model, Q, QuerySet

from portal.accounts.access import may_edit
from portal.accounts.models import Membership, Organisation, Role, User
from portal.bookings.models import Slot
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PERSON, STAFF
from portal.files.models import StoredFile

from .models import Application


def applications_of(user: User) -> QuerySet[Application]:
    return Application.objects.filter(seeker=user)


def applications_to(organisation: Organisation) -> QuerySet[Application]:
    return Application.objects.filter(vacancy__organisation=organisation)


def applications_seen_by(user: User) -> QuerySet[Application]:
    """Her own, those to her organisations, and for staff all: the rows a thread may be opened for."""
    if user.is_staff:
        return Application.objects.all()
    organisations = Membership.objects.filter(user=user).values("organisation")
    return Application.objects.filter(Q(seeker=user) | Q(vacancy__organisation__in=organisations))


def party_of(user: User, case: Case) -> str:
    if case.person_id == user.pk:
        return PERSON
    if user.is_staff:
        return STAFF
    membership = Membership.objects.filter(user=user, organisation=case.organisation).first()
    return ORGANISATION if may_edit(membership) else ""


def visit_slots(organisation: Organisation, at: dt.datetime) -> QuerySet[Slot]:
    """What the organisation offers from now on, for visits of its facilities."""
    slots = Slot.objects.filter(owner=organisation, subject_kind="facility", withdrawn_at=None, ends_at__gt=at)
    return slots.order_by("starts_at", "pk")


def may_read_resume(user: Model, file: StoredFile) -> bool:
    """The owner, and those whom an application of hers shows it to, until it ends."""
    if file.owner_id == user.pk:
        return True
    organisations = Membership.objects.filter(user=user.pk).exclude(role=Role.VIEWER).values("organisation")
    showing = Application.objects.filter(resume=file, case__closed_at=None)
    return showing.filter(vacancy__organisation__in=organisations).exists()
