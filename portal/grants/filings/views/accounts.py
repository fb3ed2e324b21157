"""The page for the account to which the money goes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed
from portal.grants.schemes.structure import Task
from portal.lib.refusal import Refused

from .. import queries
from ..actions import answering
from ..forms import AccountForm
from ..models import Account, Filing
from .doors import back_to, page, to
from .ways import asks_of, next_page


def account(request: PersonRequest, filing: Filing, chosen: Task) -> HttpResponse:
    kept = Account.objects.filter(grant=filing.grant).first()
    initial = {name: getattr(kept, name) for name in AccountForm.base_fields} if kept else None
    form = AccountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            answering.save_account(filing=filing, values=form.cleaned_data, actor=request.user, at=timezone.now())
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(back_to(request, filing))
        return redirect(to(request, "tasks", filing) if "back" in request.POST else next_page(request, filing, chosen))
    tasks = filing.form.tasks
    context = {
        "task": chosen,
        "number": tasks.index(chosen) + 1,
        "total": len(tasks),
        "form": form,
        "open": queries.scope_of(filing).account,
        "asks": asks_of(filing, chosen, queries.open_correction(filing)),
        "has_errors": bool(form.errors),
    }
    return page(request, "account.html", filing, context, 422 if form.errors else 200)
