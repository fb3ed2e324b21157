"""A filing that came on paper."""

from typing import Any

from allauth.account.models import EmailAddress
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.access import PersonRequest, staff_required
from portal.accounts.models import Organisation
from portal.cases.actions import NotAllowed
from portal.grants.schemes import access as duties
from portal.grants.schemes import queries as schemes
from portal.grants.schemes.structure import Applicant, Scheme, get
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from ..actions import paper
from ..forms import PaperForm
from ..models import STAFF_DESK


@require_http_methods(["GET", "POST"])
@staff_required
def enter(request: PersonRequest, scheme: str) -> HttpResponse:
    if scheme not in duties.schemes_of(request.user) or not duties.may_edit(request.user, scheme):
        raise Http404
    asked = get(scheme)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            filing = _entered(request, asked, form)
            return redirect("filings:tasks", STAFF_DESK, filing.case.public_id)
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"scheme": asked, "form": form, "has_errors": bool(form.errors)}
    return render(request, "filings/staff/paper.html", context, status=422 if form.errors else 200)


def _entered(request: PersonRequest, asked: Scheme, form: PaperForm) -> Any:
    version = schemes.live(asked.code, tokyo_date(form.arrived_at()))
    if version is None:
        raise Refused(_("届いた日に受け付けている版がありません。"))
    values = form.cleaned_data
    return paper.enter_from_paper(
        version=version,
        scan=values["scan"],
        arrived_at=form.arrived_at(),
        actor=request.user,
        at=timezone.now(),
        **_applicant(asked, values),
    )


def _applicant(asked: Scheme, values: dict[str, Any]) -> dict[str, Any]:
    """The organisation of a number, the person of a proved address, or only a name."""
    if number := values["corporate_number"]:
        body = Organisation.objects.filter(corporate_number=number).first()
        if body is None or asked.applicant is not Applicant.ORGANISATION:
            raise Refused(_("この法人番号の団体は登録されていません。名前で入れてください。"))
        return {"organisation": body}
    if email := values["email"]:
        proved = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True).first()
        if proved is None or asked.applicant is not Applicant.PERSON:
            raise Refused(_("このメールアドレスの人は登録されていません。名前で入れてください。"))
        return {"person": proved.user}
    return {"name": values["name"]}
