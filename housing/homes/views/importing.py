"""Homes from a file."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import MemberRequest, member_required
from portal.accounts.models import Role
from portal.imports.desk import ImportDesk

from .. import access, importing
from .desk import KEEPERS

DESK = ImportDesk(
    code="homes",
    thing=_("部屋"),
    hand_in=_("今も空いているので、そのまま出す（決まりに合わないものは下書きに残す）"),
    known_again=_("同じ管理番号の部屋は、新しく作らずに直します。空の欄は変えません。"),
    most=importing.MAX_ROWS,
    check=importing.read_rows,
    load=importing.load,
    template_rows=lambda: [importing.header(), importing.hints()],
    addresses=(
        "homes:partner_homes",
        "homes:partner_import",
        "homes:partner_import_preview",
        "homes:partner_import_template",
    ),
)


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def upload(request: MemberRequest) -> HttpResponse:
    access.partner_of(request.organisation, *KEEPERS)
    return DESK.upload(request)


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def preview(request: MemberRequest, public_id: str) -> HttpResponse:
    access.partner_of(request.organisation, *KEEPERS)
    return DESK.preview(request, public_id)


@require_GET
@member_required(Role.EDITOR)
def template(request: MemberRequest) -> StreamingHttpResponse:
    access.partner_of(request.organisation, *KEEPERS)
    return DESK.template()
