"""What a landlord takes to the national system: everything of one home in its order, to print or as a table."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.accounts.access import MemberRequest, member_required
from portal.accounts.models import Role
from portal.lib.dates import tokyo_date
from portal.lib.tabular import write_csv

from .. import answers, rules
from ..choices import PaperKind
from ..models import Listing
from ..sheet import sheet_of
from ..steps import STEPS
from .desk import meter, own_listing


def blocks(listing: Listing) -> list[tuple[str, list[tuple[str, str]]]]:
    """The keeper, then the steps: what the registration asks, 不明 where nobody wrote."""
    body, partner = listing.organisation, listing.organisation.partner
    unknown = _("（まだ書いていません）")
    keeper = [
        (_("氏名・名称"), body.name),
        (_("法人番号"), body.corporate_number or "–"),
        (_("住所"), body.address or unknown),
        (_("電話"), body.phone or unknown),
        (_("宅建免許番号"), partner.licence or "–"),
    ]
    parts = [
        (str(step.label), [(label, text or unknown) for label, text in answers.of(listing, step)]) for step in STEPS
    ]
    return [(_("事業者"), keeper), *parts]


@require_GET
@member_required()
def page(request: MemberRequest, public_id: str) -> HttpResponse:
    listing = own_listing(request, public_id)
    ready = {row.kind for row in listing.papers.all()}
    wanted = [PaperKind.PLEDGE, PaperKind.LAWFUL]
    wanted += [PaperKind.OWNER] if listing.dwelling.building.is_sublet else []
    wanted += [PaperKind.SEISMIC] if listing.dwelling.building.seismic == "proven" else []
    wanted += [PaperKind.RETROFIT] if listing.dwelling.building.seismic == "planned" else []
    context = {
        "listing": listing,
        "blocks": blocks(listing),
        "papers": [(paper.label, paper in ready) for paper in wanted],
        "plan": any(photo.subject == "plan" for photo in listing.photos.all()),
        "change_due": rules.change_due(sheet_of(listing)),
        "today": tokyo_date(timezone.now()),
        **meter(listing),
    }
    return render(request, "homes/partner/pack.html", context)


@require_GET
@member_required(Role.EDITOR)
def table(request: MemberRequest, public_id: str) -> StreamingHttpResponse:
    listing = own_listing(request, public_id)
    rows = [(title, label, text) for title, lines in blocks(listing) for label, text in lines]
    head = (_("まとまり"), _("項目"), _("内容"))
    response = StreamingHttpResponse(write_csv([head, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="registration-{listing.case.number}.csv"'
    return response
