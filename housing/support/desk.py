from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from housing.homes.access import kind_of
from housing.homes.choices import PartnerKind
from portal.front.desks import PARTNER, STAFF, DeskItem
from portal.lib.dates import tokyo_date

from . import access, queries


def supports_people(request: HttpRequest) -> bool:
    return kind_of(request) == PartnerKind.SUPPORT


def due_today(request: HttpRequest) -> int:
    """What a support corporation must do by today."""
    supports = access.supports_of(request.organisation, request.user)  # type: ignore[attr-defined, arg-type]
    today = tokyo_date(timezone.now())
    return sum(line.day <= today for line in queries.due(supports))


def waiting(request: HttpRequest) -> int:
    """Requests no corporation has answered."""
    supports = access.supports_seen_by_staff(request.user)  # type: ignore[arg-type]
    return access.listed(supports).filter(case__state="requested").count()


ITEMS = [
    (PARTNER, DeskItem(_("伴走型支援"), "support:desk", due_today, 60, supports_people)),
    (PARTNER, DeskItem(_("支援の月の報告"), "support:months", None, 65, supports_people)),
    (STAFF, DeskItem(_("伴走型支援"), "support:staff_list", waiting, 62)),
    (STAFF, DeskItem(_("支援の報告と数字"), "support:staff_months", None, 82)),
]
