from collections.abc import Iterator

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from housing.homes.access import kind_of
from housing.homes.choices import PartnerKind
from housing.homes.turns import Line
from portal.accounts.access import MemberRequest, may_edit
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


def turns_of(request: MemberRequest) -> Iterator[Line]:
    """The next step of every support, and tasks and checks whose day has come."""
    if not (supports_people(request) and may_edit(request.membership)):
        return
    today = tokyo_date(timezone.now())
    for line in queries.due(access.supports_of(request.organisation, request.user)):
        if line.is_step or line.day <= today:
            yield Line(f"{line.support.case.number}　{line.support.case.title}", line.text, line.path, line.day)


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
