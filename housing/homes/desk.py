"""What homes show at the partners' desk and the ward's: the desk itself, its lines and their counts."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.access import MemberRequest, may_edit
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, get
from portal.cases.procedures import STAFF as STAFFS_TURN
from portal.front.desks import PARTNER, STAFF, Desk, DeskItem

from . import access, rules, stock, watching
from .choices import Registration
from .models import Listing, Partner
from .turns import Line


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


def turns_of(request: MemberRequest) -> Iterator[Line]:
    """Homes to mend, to confirm or to check, and changes the national register must be told of."""
    own = access.listings_of(request.organisation).select_related("case")
    states = get("home")
    for home in own.filter(case__turn=ORGANISATION):
        page = reverse("homes:partner_home", args=[home.public_id])
        yield Line(_home(home), states.state(home.case.state).next_act, page, home.case.due_on)
    for home in own.filter(registration=Registration.CHANGE_DUE, changed_on__isnull=False, case__closed_at=None):
        page = reverse("homes:partner_step", args=[home.public_id, "registration"])
        yield Line(_home(home), _("国の変更届を出す"), page, rules.change_last_day(home.changed_on))  # type: ignore[arg-type]
    me = Partner.objects.filter(organisation=request.organisation, reviews_homes=True).first()
    if me and may_edit(request.membership):
        for home in stock.to_review_by(me).select_related("case"):
            page = reverse("homes:partner_review", args=[home.public_id])
            yield Line(_home(home), states.state(home.case.state).next_act, page, home.case.due_on)


def _home(home: Listing) -> str:
    return f"{home.case.number}　{home.case.title}"


DESK = Desk(_("住まいの机"), "homes:partner", belongs)
ITEMS = [
    (PARTNER, DeskItem(_("住まいの机"), "homes:partner", None, 0)),
    (PARTNER, DeskItem(_("部屋"), "homes:partner_homes", own, 10)),
    (STAFF, DeskItem(_("部屋の確認"), "homes:staff_list", to_review, 40)),
    (STAFF, DeskItem(_("変わった部屋"), "homes:staff_changed", changed_homes, 40)),
    (STAFF, DeskItem(_("住まいの協力者"), "homes:staff_partners", to_admit, 41)),
]
