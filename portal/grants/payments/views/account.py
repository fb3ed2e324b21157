"""The applicant mends the account after a transfer that failed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed
from portal.grants.filings.forms import AccountForm
from portal.grants.filings.models import Grant
from portal.lib.refusal import Refused

from .. import access, actions
from ..models import Payment


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def account(request: PersonRequest, desk: str, public_id: str) -> HttpResponse:
    grant = get_object_or_404(Grant.objects.select_related("case", "version"), case__public_id=public_id)
    payment = grant.payments.filter(state=Payment.State.FAILED).select_related("grant__case", "grant__version").first()
    if desk != grant.desk or payment is None or not access.may_mend(request.user, payment):
        raise Http404
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend_account(payment=payment, values=form.cleaned_data, actor=request.user, at=timezone.now())
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("口座を直しました。もう一度、支払の手続きをします。"))
        return redirect(grant.get_absolute_url())
    context = {"grant": grant, "payment": payment, "form": form, "has_errors": bool(form.errors)}
    return render(request, "payments/account.html", context, status=422 if form.errors else 200)
