"""Writing a home: one step at a time, its photos, everything at a glance, then handing it in."""

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import MemberRequest, member_required
from portal.accounts.models import Role
from portal.cases.actions import NotAllowed, Stale
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.verdict import Finding, Severity
from portal.ui.forms import FieldError, JapaneseDateField

from .. import actions, answers, cards, rules, stock
from ..choices import PhotoSubject
from ..forms import PoliteField, StepForm, as_typed, form_of, initial
from ..models import Listing
from ..steps import BY_CODE, STEP_OF, STEPS, Step, label
from .desk import is_begun, meter, own_listing

# What the script that saves while somebody types sends along.
AUTOSAVE = "X-Autosave"


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def step(request: MemberRequest, public_id: str, code: str) -> HttpResponse:
    listing, chosen = own_listing(request, public_id), BY_CODE.get(code)
    if chosen is None:
        raise Http404
    if listing.case.state not in actions.WRITABLE:
        messages.error(request, _("この部屋は今、書き直せません。"))
        return redirect("homes:partner_home", public_id)
    if request.method == "POST":
        return _save(request, listing, chosen)
    form = form_of(chosen)(initial=initial(chosen, listing))
    findings = _findings(listing)
    if "checked" in request.GET:
        form = form_of(chosen)(data=as_typed(form))
        form.pin(rules.blocks(findings))
    return _page(request, listing, chosen, form, findings)


def _findings(listing: Listing) -> list[Finding]:
    today = tokyo_date(timezone.now())
    return [*stock.publication(listing, today), *stock.readiness(listing, today)]


def _save(request: MemberRequest, listing: Listing, chosen: Step) -> HttpResponse:
    form = form_of(chosen)(data=request.POST)
    by_itself = AUTOSAVE in request.headers
    if not form.is_valid():
        return HttpResponse(status=422) if by_itself else _page(request, listing, chosen, form, [])
    try:
        saved = actions.save(
            listing=listing,
            saves=form.cleaned_data["saves"],
            actor=request.user,
            at=timezone.now(),
            **form.parts(),
        )
    except Stale as stale:
        return HttpResponse(status=409) if by_itself else _stale(request, listing, chosen, form, str(stale))
    except actions.Blocked as blocked:
        form.pin(blocked.findings)
        messages.error(
            request, _("公開中の部屋なので、このままでは保存できません。直すか、いったん休んでから書いてください。")
        )
        return _page(request, listing, chosen, form, [], status=422)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("homes:partner_home", listing.public_id)
    return _drawn_anew(request, saved) if by_itself else _after_save(request, saved, chosen)


def _drawn_anew(request: MemberRequest, listing: Listing) -> HttpResponse:
    """Saved while typing: the preview as it is now, and the count of saves for the next one."""
    response = render(request, "homes/partner/preview.html", preview(listing))
    response["X-Saves"] = str(listing.saves)
    return response


def _after_save(request: MemberRequest, listing: Listing, chosen: Step) -> HttpResponse:
    here = reverse("homes:partner_step", args=[listing.public_id, chosen.code])
    if "back" in request.POST:
        return redirect("homes:partner_home", listing.public_id)
    if "next" not in request.POST:
        return redirect(here)
    if any(
        finding.field in chosen.fields
        for finding in rules.blocks(stock.publication(listing, tokyo_date(timezone.now())))
    ):
        return redirect(f"{here}?checked=1")
    place = STEPS.index(chosen) + 1
    if place == len(STEPS):
        return redirect("homes:partner_check", listing.public_id)
    if place == len(STEPS) - 1:
        return redirect("homes:partner_photos", listing.public_id)
    return redirect("homes:partner_step", listing.public_id, STEPS[place].code)


def _stale(request: MemberRequest, listing: Listing, chosen: Step, form: StepForm, words: str) -> HttpResponse:
    """Both versions side by side. The input stays; saving again, having seen them, overwrites."""
    typed = form.cleaned_data
    stored = form_of(chosen)(data=as_typed(form_of(chosen)(initial=initial(chosen, listing))))
    stored.is_valid()
    pairs = [
        (str(field.label), answers.shown(field, stored.cleaned_data.get(name)), answers.shown(field, typed.get(name)))
        for name, field in form.fields.items()
        if name != "saves" and stored.cleaned_data.get(name) != typed.get(name)
    ]
    data = request.POST.copy()
    data["saves"] = str(listing.saves)
    again = form_of(chosen)(data=data)
    return _page(request, listing, chosen, again, [], status=409, stale=words, pairs=pairs)


def _page(
    request: MemberRequest,
    listing: Listing,
    chosen: Step,
    form: StepForm,
    findings: Iterable[Finding],
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {
        "listing": listing,
        "step": chosen,
        "number": STEPS.index(chosen) + 1,
        "total": len(STEPS),
        "form": form,
        "notes": _notes(listing, chosen, findings),
        "remarks": [
            (label(row.field), row) for row in listing.remarks.filter(settled_at=None, field__in=chosen.fields)
        ],
        "has_errors": form.is_bound and bool(form.errors),
        **preview(listing),
        **extra,
    }
    return render(request, "homes/partner/step.html", context, status=status)


def _notes(listing: Listing, chosen: Step, findings: Iterable[Finding]) -> list[Finding]:
    """What may stay but is worth a look. Nobody is told of an empty step before writing on it."""
    if not is_begun(listing, chosen):
        return []
    return [each for each in findings if each.field in chosen.fields and each.severity is not Severity.BLOCK]


def preview(listing: Listing) -> dict[str, Any]:
    """The card as seekers will see it, as far as it is written, and how ready the home is."""
    return {**cards.context(listing), **meter(listing)}


class PhotoForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("写真か間取図"),
        help_text=gettext_lazy("JPEG か PNG、8MBまで。撮った場所などの情報は消してから保存します。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    subject = forms.ChoiceField(
        label=gettext_lazy("写っているもの"), choices=PhotoSubject.choices, initial=PhotoSubject.ROOM
    )
    alt = PoliteField(
        label=gettext_lazy("写真の説明"),
        max_length=120,
        help_text=gettext_lazy("見えない方にも分かるように。例：「6畳の洋室。南に窓が一つ」"),
    )
    taken_on = JapaneseDateField(label=gettext_lazy("撮った日"), required=False)
    nobody_in_it = forms.BooleanField(label=gettext_lazy("人や個人の物（表札、手紙、写真など）が写っていません"))
    use_required_attribute = False


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def photos(request: MemberRequest, public_id: str) -> HttpResponse:
    listing = own_listing(request, public_id)
    if listing.case.state not in actions.WRITABLE:
        messages.error(request, _("この部屋は今、書き直せません。"))
        return redirect("homes:partner_home", public_id)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("subject", "alt", "taken_on", "nobody_in_it")}
        try:
            actions.add_photo(
                listing=listing, upload=form.cleaned_data["file"], values=values, actor=request.user, at=timezone.now()
            )
            messages.success(request, _("写真を足しました。"))
            return redirect("homes:partner_photos", public_id)
        except Refused as refused:
            form.add_error("file", FieldError(str(refused)))
    context = {
        "listing": listing,
        "form": form,
        "has_errors": form.is_bound and bool(form.errors),
        "next": reverse("homes:partner_step", args=[public_id, STEPS[-1].code]),
    }
    return render(request, "homes/partner/photos.html", context)


@require_POST
@member_required(Role.EDITOR)
def remove_photo(request: MemberRequest, public_id: str, photo: str) -> HttpResponse:
    listing = own_listing(request, public_id)
    chosen = get_object_or_404(listing.photos.select_related("listing__case", "file"), file__public_id=photo)
    try:
        actions.remove_photo(photo=chosen, actor=request.user, at=timezone.now())
        messages.success(request, _("写真を消しました。"))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("homes:partner_photos", public_id)


@require_GET
@member_required(Role.EDITOR)
def check(request: MemberRequest, public_id: str) -> HttpResponse:
    """Every answer with a link to change it, what the rules say, and the button."""
    listing = own_listing(request, public_id)
    if listing.case.state not in ("draft", "returned"):
        return redirect("homes:partner_home", public_id)
    found = stock.publication(listing, tokyo_date(timezone.now()))
    told = [(finding, _place(listing, finding)) for finding in found if finding.field != "confirmed_on"]
    context = {
        "listing": listing,
        "parts": [_part(listing, each) for each in STEPS],
        "blocks": [pair for pair in told if pair[0].severity is Severity.BLOCK],
        "others": [pair for pair in told if pair[0].severity is not Severity.BLOCK],
        "twins": stock.twins(listing).filter(organisation=request.organisation),
        "reviewer": stock.reviewer_of(request.organisation),
        "key": secrets.token_urlsafe(16),
        **preview(listing),
    }
    return render(request, "homes/partner/check.html", context)


def _part(listing: Listing, each: Step) -> tuple[Any, str, list[tuple[str, str, str]]]:
    address = reverse("homes:partner_step", args=[listing.public_id, each.code])
    return each.label, address, [(name, text, address) for name, text in answers.of(listing, each) if text]


def _place(listing: Listing, finding: Finding) -> str:
    """Where to mend what was found."""
    if finding.field == "photos":
        return reverse("homes:partner_photos", args=[listing.public_id])
    chosen = STEP_OF.get(finding.field)
    return f"{reverse('homes:partner_step', args=[listing.public_id, chosen.code])}?checked=1" if chosen else ""


@require_POST
@member_required(Role.EDITOR)
def submit(request: MemberRequest, public_id: str) -> HttpResponse:
    listing = own_listing(request, public_id)
    saves = request.POST.get("saves", "")
    try:
        if "is_free" not in request.POST:
            raise Refused(_("「今も空いています」にしるしを付けてから、出してください。"))
        actions.submit(
            listing=listing,
            actor=request.user,
            at=timezone.now(),
            key=request.POST.get("key", "")[:40] or None,
            saves=int(saves) if saves.isdecimal() and len(saves) < 9 else None,
        )
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("homes:partner_check", public_id)
    return redirect("homes:partner_done", public_id)


@require_GET
@member_required()
def done(request: MemberRequest, public_id: str) -> HttpResponse:
    listing = own_listing(request, public_id)
    return render(request, "homes/partner/done.html", {"listing": listing, "state": listing.case.state})
