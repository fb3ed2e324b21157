from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from jobs.vacancies import cards
from jobs.vacancies.access import public_vacancies
from portal.accounts.access import PersonRequest
from portal.accounts.models import Organisation
from portal.lib.refusal import Refused
from portal.lib.text import digits

from . import actions, kept
from .forms import ExperienceForm, ExperienceRows, ProfileForm
from .models import KeptVacancy


@login_required
@never_cache
def profile(request: PersonRequest) -> HttpResponse:
    mine = actions.profile_of(user=request.user, at=timezone.now())
    form = ProfileForm(request.POST or None, instance=mine, user=request.user)
    rows = ExperienceRows(request.POST or None, initial=ExperienceForm.initial_rows(mine), prefix="jobs")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        data = form.cleaned_data
        names = ("phone", "town", "minutes", "mode", "cells", "days_per_week", "motive")
        try:
            actions.save_profile(
                profile=mine,
                name=data["name"],
                kana=data["kana"],
                values={name: data[name] for name in names},
                occupations=data["occupations"],
                qualifications=form.held(),
                experiences=[row for row in rows.cleaned_data if row.get("since")],
                saves=data["saves"],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("プロフィールを保存しました。相手には、応募のときに選んだものだけが見えます。"))
            return redirect("seekers:profile")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "rows": rows,
        "lists": [form[name] for name in ("occupations", "qualifications", "planned")],
        "resume": mine.resume,
        "hidden": mine.hidden.select_related("organisation"),
        "has_errors": request.method == "POST",
    }
    return render(request, "seekers/profile.html", context)


@login_required
@require_POST
def resume(request: PersonRequest) -> HttpResponse:
    mine = actions.profile_of(user=request.user, at=timezone.now())
    upload = request.FILES.get("resume")
    try:
        if upload is None:
            raise Refused(_("ファイルを選んでから送ってください。"))
        actions.keep_resume(profile=mine, upload=upload, actor=request.user, at=timezone.now())
        messages.success(request, _("履歴書を預かりました。応募のときに、見せるかどうかを選べます。"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("seekers:profile")


@login_required
@require_POST
def hide(request: PersonRequest) -> HttpResponse:
    """Hide from the organisation of a corporate number, which seekers find on the vacancy's page."""
    mine = actions.profile_of(user=request.user, at=timezone.now())
    number = digits(request.POST.get("number", ""))
    organisation = Organisation.objects.filter(corporate_number=number or None).first()
    if organisation is None:
        messages.error(request, _("その法人番号の団体は、このサイトにありません。13桁の番号を確かめてください。"))
    else:
        actions.hide_from(profile=mine, organisation=organisation, actor=request.user, at=timezone.now())
        messages.success(
            request,
            _(
                "この団体には、これから、あなたのことを見せません。もう送った応募をやめるときは「応募と質問」からできます。"
            ),
        )
    return redirect("seekers:profile")


@login_required
@require_POST
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    mine = actions.profile_of(user=request.user, at=timezone.now())
    row = get_object_or_404(mine.hidden.select_related("organisation"), organisation__public_id=public_id)
    actions.show_to(profile=mine, organisation=row.organisation, actor=request.user, at=timezone.now())
    return redirect("seekers:profile")


@never_cache
def kept_list(request: HttpRequest) -> HttpResponse:
    """What is kept, on the account or on this device. What was on the device goes to the account at the first look."""
    ids = kept.on_device(request)
    if request.user.is_authenticated:
        if ids:
            actions.keep(user=request.user, public_ids=ids, at=timezone.now())
        keys = list(KeptVacancy.objects.filter(user=request.user).values_list("vacancy_id", flat=True))
    else:
        found = dict(public_vacancies().filter(public_id__in=ids).values_list("public_id", "pk"))
        keys = [found[public_id] for public_id in ids if public_id in found]
    still = set(public_vacancies().filter(pk__in=keys).values_list("pk", flat=True))
    context = {"cards": cards.ready([key for key in keys if key in still]), "ended": len(keys) - len(still)}
    response = render(request, "seekers/kept.html", context)
    if request.user.is_authenticated and ids:
        kept.write(response, [])
    return response


def same_origin(request: HttpRequest) -> bool:
    """A form of this site sent it. Browsers state the origin themselves, so pages with the button can be kept for
    everybody, without a token of one person in them.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


@csrf_exempt
@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep, or let go with `drop`."""
    if not same_origin(request):
        return HttpResponseForbidden()
    vacancy = get_object_or_404(public_vacancies(), public_id=public_id)
    response = redirect("seekers:kept")
    if request.user.is_authenticated:
        if "drop" in request.POST:
            actions.let_go(user=request.user, vacancy=vacancy)
        else:
            actions.keep(user=request.user, public_ids=[public_id], at=timezone.now())
        return response
    others = [each for each in kept.on_device(request) if each != public_id]
    kept.write(response, others if "drop" in request.POST else [public_id, *others])
    return response
