from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.lib.refusal import Refused

from .. import closing
from ..access import PersonRequest
from ..actions import people
from ..forms.organisations import CloseForm, NameForm
from ..queries import memberships_of
from ..second_factor import has_passed


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account(request: PersonRequest) -> HttpResponse:
    user = request.user
    form = NameForm(request.POST or None, initial={"name": user.name, "kana": user.kana})
    if request.method == "POST" and form.is_valid():
        people.rename(user=user, actor=user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("お名前を保存しました。"))
        return redirect("people:account")
    context = {"form": form, "has_errors": bool(form.errors), "memberships": memberships_of(user)}
    return render(request, "people/account.html", context)


@never_cache
@login_required
def second_factor(request: PersonRequest) -> HttpResponse:
    """Where staff are led before they may go on."""
    if has_passed(request):
        return redirect("people:account")
    ways = [way for way in get_adapter().get_reauthentication_methods(request.user) if way["id"].startswith("mfa")]
    return render(request, "people/second_factor.html", {"ways": ways})


@require_POST
@login_required
def end_session(request: PersonRequest) -> HttpResponse:
    number = request.POST.get("session", "")
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    if not people.end_session(user=request.user, session_id=int(number), actor=request.user, at=timezone.now()):
        raise Http404
    messages.success(request, _("その端末をログアウトさせました。"))
    return redirect("usersessions_list")


@never_cache
@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def close_account(request: PersonRequest) -> HttpResponse:
    form, user = CloseForm(request.POST or None), request.user
    if request.method == "POST" and form.is_valid():
        try:
            people.close_account(user=user, actor=user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("登録をやめました。ご利用ありがとうございました。"))
            return redirect("/")
    context = {"form": form, "has_errors": bool(form.errors), "obstacles": closing.obstacles(user)}
    return render(request, "people/close_account.html", context)
