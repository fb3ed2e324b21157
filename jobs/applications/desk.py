from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bookings.subjects import SubjectKind
from portal.front.desks import EMPLOYER, MY, STAFF, DeskItem

from . import access, actions


def mine(request: HttpRequest) -> int:
    return access.applications_of(request.user).filter(case__closed_at=None).count()  # type: ignore[arg-type]


def to_us(request: HttpRequest) -> int:
    organisation = request.organisation  # type: ignore[attr-defined]
    return access.applications_to(organisation).filter(case__turn="organisation").count()


# A visit is booked on the thread of an application, which tells both sides, and nowhere else.
# Visits are taken on the thread of an application only, and given back there or on the bookings page.
VISIT = SubjectKind(
    "facility",
    _("見学"),
    may_book=lambda person, key: False,
    path=lambda key: reverse("facilities:detail", args=[key]),
    let_go=actions.visit_let_go,
)
ITEMS = [
    (MY, DeskItem(_("応募と質問"), "applications:mine", mine, 10)),
    (EMPLOYER, DeskItem(_("応募した人"), "applications:to_us", to_us, 20)),
    (EMPLOYER, DeskItem(_("見学の日時"), "applications:visits", None, 30)),
    (STAFF, DeskItem(_("数字"), "applications:figures", None, 80)),
]
