"""安心パッケージ: a landlord ticks worries and prints one page of what answers them, who pays and the net cost."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from portal.accounts.access import MemberRequest, member_required
from portal.lib.dates import tokyo_date

from ..choices import Proxy, SupportState
from ..instruments import instruments, worries
from .desk import own_listing


class WorryForm(forms.Form):
    worry = forms.MultipleChoiceField(
        label=gettext_lazy("気になること"),
        choices=worries,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    use_required_attribute = False


@require_GET
@member_required()
def page(request: MemberRequest, public_id: str) -> HttpResponse:
    listing = own_listing(request, public_id)
    form = WorryForm(request.GET or None)
    chosen = form.cleaned_data["worry"] if form.is_bound and form.is_valid() else []
    found = [row for row in instruments() if row.worry in chosen]
    context = {
        "listing": listing,
        "form": form,
        "chosen": [(label, [row for row in found if row.worry == code]) for code, label in worries() if code in chosen],
        "always": [row for row in instruments() if not row.worry],
        "has_proxy": listing.proxy == Proxy.YES,
        "is_supported": listing.support_state == SupportState.CERTIFIED,
        "today": tokyo_date(timezone.now()),
    }
    return render(request, "homes/partner/care.html", context)
