"""Vacancies from a file."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import MemberRequest, member_required
from portal.accounts.models import Role
from portal.imports.desk import ImportDesk

from .. import importing

DESK = ImportDesk(
    code="vacancies",
    thing=_("求人"),
    hand_in=_("そのまま出す（規則に合わないものは下書きに残す）"),
    known_again=_("同じ管理番号の求人は、新しく作らずに直します。"),
    most=importing.MAX_ROWS,
    check=importing.read_rows,
    load=importing.load,
    template_rows=lambda: [importing.header(), importing.hints()],
    addresses=(
        "vacancies:employer_list",
        "vacancies:employer_import",
        "vacancies:employer_import_preview",
        "vacancies:employer_import_template",
    ),
)


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def upload(request: MemberRequest) -> HttpResponse:
    return DESK.upload(request)


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def preview(request: MemberRequest, public_id: str) -> HttpResponse:
    return DESK.preview(request, public_id)


@require_GET
@member_required(Role.EDITOR)
def template(request: MemberRequest) -> StreamingHttpResponse:
    return DESK.template()
