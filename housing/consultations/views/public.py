"""The first word and the page behind a code: no account, no name, nothing in the address."""

import uuid

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from housing.homes.access import public_listings
from portal.lib.refusal import Refused

from .. import queries, rules
from ..actions import intake
from ..forms.intake import AskForm, CodeForm, ContactForm
from ..models import Consultation
from . import threads
from .doors import BY_CODE, close, open_by_code, opened

TOLD_ONCE = "advice_code"


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """One box. Ways to be reached are asked only of whoever wants to be reached."""
    wants_contact = request.POST.get("reach") == "yes"
    form = AskForm(
        request.POST if request.method == "POST" else None,
        signed_in=request.user.is_authenticated,
        initial=_about(request),
    )
    contact = ContactForm(request.POST if wants_contact else None, auto_id="contact-%s")
    if request.method == "POST" and form.is_valid() and (not wants_contact or contact.is_valid()):
        try:
            return _opened(request, form, contact if wants_contact else None)
        except Refused as refusal:
            form.add_error("text", str(refusal))
    context = {
        "form": form,
        "contact": contact,
        "reach": wants_contact,
        "has_errors": request.method == "POST",
        "about": _home(form["home"].value()),
    }
    return render(request, "consultations/start.html", context, status=422 if request.method == "POST" else 200)


def _about(request: HttpRequest) -> dict[str, str]:
    return {"home": request.GET.get("home", "")[:22], "key": uuid.uuid4().hex}


def _home(public_id: str | None):
    """The public home that the question is about, if it is one."""
    if not public_id:
        return None
    return public_listings().filter(public_id=public_id).select_related("dwelling__building__town").first()


def _opened(request: HttpRequest, form: AskForm, contact: ContactForm | None) -> HttpResponse:
    home = _home(form.cleaned_data["home"])
    keeps = bool(form.cleaned_data.get("keep"))
    consultation, code = intake.open_consultation(
        text=form.cleaned_data["text"],
        urgent=form.cleaned_data["urgent"],
        actor=request.user if keeps else None,  # type: ignore[arg-type]
        person=request.user if keeps else None,  # type: ignore[arg-type]
        contact=contact.contact() if contact else None,
        home=home.public_id if home else "",
        sent=_sent(form, contact),
        at=timezone.now(),
    )
    open_by_code(request, consultation)
    request.session[TOLD_ONCE] = code
    return redirect("consultations:sent")


def _sent(form: AskForm, contact: ContactForm | None) -> str:
    """All that one page sent; nothing where the page had no key."""
    told = [form.cleaned_data, contact.cleaned_data if contact else {}]
    return repr(told) if form.cleaned_data["key"] else ""


@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """The code, told once in this browser."""
    code = request.session.pop(TOLD_ONCE, "")
    consultation = opened(request)
    if not code or consultation is None:
        return redirect("consultations:code")
    return render(request, "consultations/sent.html", {"code": code, "consultation": consultation})


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        if not _may_guess(request, dry_run=True):
            form.add_error("code", _("ちがう番号が続きました。少し待ってから、もう一度入れてください"))
            status = 429
        elif found := queries.by_code(form.cleaned_data["code"]):
            open_by_code(request, found)
            return redirect("consultations:page")
        else:
            _may_guess(request)
            sentence = _("番号が見つかりません。もう一度確かめてください。なくしたときは、新しく相談できます")
            form.add_error("code", sentence)
    return render(request, "consultations/code.html", {"form": form, "has_errors": form.is_bound}, status=status)


def _may_guess(request: HttpRequest, dry_run: bool = False) -> bool:
    """Only wrong codes count; from one address so many, as at the door of signing in."""
    allowed = consume(request, app="consultations", action="code", config={"code": rules.GUESSES}, dry_run=dry_run)
    return allowed is not None


def _open(request: HttpRequest) -> Consultation | None:
    consultation = opened(request)
    if consultation is None:
        return None
    return threads.one(Consultation.objects.filter(pk=consultation.pk), consultation.case.public_id)


def _lapsed(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("しばらく操作がなかったので、ページを閉じました。番号を入れると続けられます。"))
    return redirect("consultations:code")


@never_cache
def page(request: HttpRequest) -> HttpResponse:
    consultation = _open(request)
    if consultation is None:
        return redirect("consultations:code")
    return threads.page(request, consultation, BY_CODE, request.GET.get("open", ""))


def _meant(request: HttpRequest) -> Consultation | None:
    """What is open, if the form that was sent is of the same consultation: another tab may have opened another."""
    consultation = _open(request)
    same = consultation is not None and request.POST.get("case") == consultation.case.public_id
    return consultation if same else None


@require_POST
def page_act(request: HttpRequest, transition: str) -> HttpResponse:
    consultation = _meant(request)
    if consultation is None:
        return _lapsed(request)
    return threads.act_on(request, consultation, transition, BY_CODE, None)


@require_POST
def page_message(request: HttpRequest) -> HttpResponse:
    consultation = _meant(request)
    if consultation is None:
        return _lapsed(request)
    return threads.say_on(request, consultation, BY_CODE, None)


@never_cache
def page_sheet(request: HttpRequest) -> HttpResponse:
    consultation = _open(request)
    if consultation is None:
        return redirect("consultations:code")
    return threads.sheet_of(request, consultation)


@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit: the page closes here and something harmless opens."""
    close(request)
    request.session.pop(TOLD_ONCE, None)
    response = redirect(rules.NEUTRAL_SITE)
    response["Referrer-Policy"] = "no-referrer"
    return response
