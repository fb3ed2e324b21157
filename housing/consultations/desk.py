from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from housing.homes.models import Listing
from housing.homes.turns import Line
from portal.accounts.access import MemberRequest, may_edit
from portal.bookings.subjects import SubjectKind
from portal.cases.models import Case
from portal.cases.procedures import STAFF, get
from portal.front.desks import MY, PARTNER, DeskItem
from portal.front.desks import STAFF as WARD

from . import access, queries
from .actions import showing
from .models import ReferredHome


def mine(request: HttpRequest) -> int:
    return access.consultations_of(request.user).filter(case__closed_at=None).count()  # type: ignore[arg-type]


def for_ward(request: HttpRequest) -> int:
    return access.listed().filter(case__turn=STAFF).count()


def cards(request: HttpRequest) -> int:
    """Cards to answer, and homes whose next act is theirs."""
    organisation = request.organisation  # type: ignore[attr-defined]
    asked = queries.waiting_inquiries().filter(organisation=organisation).count()
    return asked + access.homes_dealt_with(organisation).filter(queries.SHOPS_TURN).count()


def turns_of(request: MemberRequest) -> Iterator[Line]:
    """Cards to answer, homes whose next act is the shop's, and stays that a support corporation looks after."""
    organisation, states = request.organisation, get("consultation")
    for inquiry in queries.waiting_inquiries().filter(organisation=organisation).select_related("card"):
        page = reverse("consultations:card", args=[inquiry.public_id])
        yield Line(str(inquiry.card), states.state("asking").next_act, page, inquiry.card.closes_on)
    homes = access.homes_dealt_with(organisation).filter(queries.SHOPS_TURN)
    for home in homes.select_related("referral__consultation__case", "listing__dwelling__building__town"):
        case, page = home.referral.consultation.case, reverse("consultations:dealing", args=[home.public_id])
        yield Line(_home(home), states.state(case.state).next_act, page, case.due_on)
    if may_edit(request.membership):
        theirs = access.for_supporter(request.user).filter(supporter=organisation, case__turn=access.SUPPORTER)
        for case in Case.objects.filter(consultation__in=theirs):
            page = reverse("consultations:supporter_thread", args=[case.public_id])
            yield Line(f"{case.number}　{case.title}", states.state(case.state).next_act, page, case.due_on)


def _home(home: ReferredHome) -> str:
    if home.listing is None:
        return home.described
    return f"{home.listing.dwelling.building.town}　{home.listing.dwelling.layout_name}"


def ask_section(request: HttpRequest, listing: Listing) -> SafeString:
    """On the page of a home: asking costs no name."""
    return format_html(
        '<section class="card flow"><h2>{}</h2><p>{}</p><p><a class="btn" href="{}?home={}">{}</a></p></section>',
        _("この部屋について相談する"),
        _("名前を出さずに聞けます。区の担当が、番号で読める返事を書きます。見学への同行も相談できます。"),
        reverse("consultations:start"),
        listing.public_id,
        _("相談する"),
    )


# A viewing is agreed on the thread of a consultation; it may be given back on the bookings page.
VIEWING = SubjectKind(
    showing.SUBJECT,
    _("住まいの見学"),
    may_book=lambda person, key: False,
    path=lambda key: reverse("homes:detail", args=[key]),
    let_go=showing.booking_let_go,
)
ITEMS = [
    (MY, DeskItem(_("住まいの相談"), "consultations:mine", mine, 15)),
    (PARTNER, DeskItem(_("求む物件カード"), "consultations:cards", cards, 20)),
    (WARD, DeskItem(_("住まいの相談"), "consultations:staff_list", for_ward, 50)),
    (WARD, DeskItem(_("保護する相談"), "consultations:staff_protected", None, 51)),
    (WARD, DeskItem(_("住まいの数字"), "consultations:figures", None, 82)),
]
