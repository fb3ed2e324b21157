"""The acts of a clerk on a filing."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import NotAllowed, assign, say
from portal.lib.refusal import Refused

from ..actions import checking, starting
from ..forms import DueForm, StaffMessageForm
from ..models import CorrectionItem, Filing
from .doors import key_of, number, staff_filing
from .staff import after, again, done, grant_seen

View = Callable[..., HttpResponse]


def act(view: View) -> Callable[..., HttpResponseBase]:
    """A post by an officer who works on the scheme; the view gets the filing."""

    @require_POST
    @staff_required
    @wraps(view)
    def guarded(request: PersonRequest, public_id: str, **rest: object) -> HttpResponse:
        filing = staff_filing(request.user, public_id, edit=True)
        try:
            return view(request, filing, **rest)
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(after(filing))

    return guarded


@act
def ask(request: PersonRequest, filing: Filing) -> HttpResponse:
    """Every box with words in it is a place to mend: `ask-question-fee`, `ask-row-<key>`, `ask-document-<slot>`."""
    asked = {}
    for name, text in request.POST.items():
        start, _dash, place = name.partition("-")
        what, _dash, at = place.partition("-")
        if start == "ask" and str(text).strip():
            asked[(what, at)] = str(text).strip()[:600]
    form = DueForm(request.POST)
    if not form.is_valid():
        words = _("期限の日付を読み取れません。書いたお願いは残っています。")
        return again(request, filing, words, asked=asked, due_form=form, opened="correction")
    try:
        checking.ask_correction(
            filing=filing,
            items=[(what, at, text) for (what, at), text in asked.items()],
            due_on=form.cleaned_data["due_on"],
            actor=request.user,
            at=timezone.now(),
            version=number(request, "version"),
            key=key_of(request),
        )
    except Refused as refused:
        return again(request, filing, str(refused), asked=asked, due_form=form, opened="correction")
    return done(request, filing, _("補正をお願いし、申請した人に知らせました。"))


@act
def lines(request: PersonRequest, filing: Filing) -> HttpResponse:
    """The checklist as it stands on the page: a tick, or words."""
    values = {}
    for line in filing.form.checklist:
        words = request.POST.get(f"remark-{line.code}", "").strip()
        values[line.code] = words or (checking.OK if f"ok-{line.code}" in request.POST else "")
    checking.check_lines(filing=filing, values=values, actor=request.user, at=timezone.now())
    if "verify" in request.POST:
        return _verify(request, filing)
    return redirect(after(filing) + "#checklist")


@act
def verify(request: PersonRequest, filing: Filing) -> HttpResponse:
    return _verify(request, filing)


def _verify(request: PersonRequest, filing: Filing) -> HttpResponse:
    checking.verify(
        filing=filing,
        actor=request.user,
        at=timezone.now(),
        version=number(request, "version"),
        key=key_of(request),
    )
    return done(request, filing, _("内容を確かめたことを記録しました。"))


@act
def reopen(request: PersonRequest, filing: Filing) -> HttpResponse:
    checking.reopen(filing=filing, actor=request.user, at=timezone.now(), version=number(request, "version"))
    return done(request, filing, _("もう一度、確かめられます。"))


@act
def lapse(request: PersonRequest, filing: Filing) -> HttpResponse:
    text = request.POST.get("text", "")[:600]
    checking.lapse(filing=filing, actor=request.user, at=timezone.now(), text=text, version=number(request, "version"))
    return done(request, filing, _("打ち切り、申請した人に知らせました。"))


@act
def seen(request: PersonRequest, filing: Filing, item: int) -> HttpResponse:
    chosen = get_object_or_404(CorrectionItem.objects.select_related("correction__filing"), pk=item)
    if chosen.correction.filing_id != filing.pk:
        raise Http404
    checking.see_item(item=chosen, actor=request.user, at=timezone.now())
    return redirect(after(filing) + "#corrections")


@act
def take(request: PersonRequest, filing: Filing) -> HttpResponse:
    """This officer looks after it from now on."""
    for case in (filing.grant.case, filing.case):
        assign(case=case, assignee=request.user, actor=request.user, at=timezone.now())
    return done(request, filing, _("あなたが担当になりました。"))


@require_POST
@staff_required
def message(request: PersonRequest, public_id: str) -> HttpResponse:
    """To the applicant, or for the ward alone; on the thread of the grant."""
    grant = grant_seen(request, public_id)
    form = StaffMessageForm(request.POST)
    address = grant_address(grant.case.public_id)
    if not form.is_valid():
        messages.error(request, _("メッセージを書いてから送ってください。"))
        return redirect(address)
    try:
        say(
            case=grant.case,
            actor=request.user,
            text=form.cleaned_data["text"],
            at=timezone.now(),
            key=key_of(request),
            internal=form.cleaned_data["internal"],
        )
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(address)


def grant_address(public_id: str) -> str:
    return reverse("filings:staff_grant", args=[public_id]) + "#feed"


@require_POST
@staff_required
def open_filing(request: PersonRequest, public_id: str, kind: str) -> HttpResponse:
    """The next filing of a grant that came on paper."""
    grant = grant_seen(request, public_id)
    try:
        grant.scheme.filing(kind)
        filing = starting.open_filing(grant=grant, kind=kind, actor=request.user, at=timezone.now())
    except (KeyError, NotAllowed):
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("filings:staff_grant", public_id)
    return redirect("filings:tasks", "staff", filing.case.public_id)
