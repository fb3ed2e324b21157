"""What homes show at the partners' desk and the ward's: the desk itself, its lines and their counts."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.cases.procedures import STAFF as STAFFS_TURN
from portal.front.desks import PARTNER, STAFF, Desk, DeskItem

from . import access, watching
from .models import Partner


def belongs(request: HttpRequest) -> bool:
    return bool(access.kind_of(request))


def own(request: HttpRequest) -> int:
    organisation = request.organisation  # type: ignore[attr-defined]
    return access.listings_of(organisation).filter(case__closed_at=None).count() if organisation else 0


def to_review(request: HttpRequest) -> int:
    return Case.objects.filter(procedure="home", turn=STAFFS_TURN).count()


def changed_homes(request: HttpRequest) -> int:
    return watching.changed_homes().values("listing").order_by().distinct().count()


def to_admit(request: HttpRequest) -> int:
    return Partner.objects.filter(admitted_at=None).count()


DESK = Desk(_("住まいの机"), "homes:partner", belongs)
ITEMS = [
    (PARTNER, DeskItem(_("住まいの机"), "homes:partner", None, 0)),
    (PARTNER, DeskItem(_("部屋"), "homes:partner_homes", own, 10)),
    (STAFF, DeskItem(_("部屋の確認"), "homes:staff_list", to_review, 40)),
    (STAFF, DeskItem(_("変わった部屋"), "homes:staff_changed", changed_homes, 40)),
    (STAFF, DeskItem(_("住まいの協力者"), "homes:staff_partners", to_admit, 41)),
]
