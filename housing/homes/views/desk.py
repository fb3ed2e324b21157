"""The landlords' and shops' desk: joining, what waits, the homes, and what can be done with one."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import MemberRequest, may_edit, member_required
from portal.accounts.models import Role
from portal.cases.actions import NotAllowed, perform
from portal.cases.procedures import ORGANISATION, get
from portal.cases.queries import Thread, thread
from portal.geo import queries as places
from portal.geo.models import Town
from portal.lib.dates import short_date, tokyo_date
from portal.lib.refusal import Refused
from portal.lib.verdict import Finding, Severity

from .. import access, actions, rules, stock, turns
from ..choices import Level, PartnerKind
from ..forms import JoinForm
from ..models import Building, Listing, Partner
from ..steps import STEPS, Step, row_of

SHOWN = 200
KEEPERS = (PartnerKind.LANDLORD, PartnerKind.SHOP, PartnerKind.ASSOCIATION)
TONES = {"published": "key", "applied": "key", "returned": "warn", "unconfirmed": "warn"}
LEVEL_TONES = {Level.NOTE: "quiet", Level.PUBLIC: "key", Level.REGISTRATION: "key"}


def own_listing(request: MemberRequest, public_id: str) -> Listing:
    """A home of the current organisation; anybody else's is not there."""
    access.partner_of(request.organisation, *KEEPERS)
    return get_object_or_404(stock.for_desk(access.listings_of(request.organisation)), public_id=public_id)


@require_http_methods(["GET", "POST"])
@member_required(Role.OWNER)
def join(request: MemberRequest) -> HttpResponse:
    """An organisation asks to take part; it may write at once, and hand in when the ward has admitted it."""
    if Partner.objects.filter(organisation=request.organisation).exists():
        return redirect("homes:partner")
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.join(organisation=request.organisation, actor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("登録を受け付けました。区が確かめるあいだも、部屋を書きはじめられます。"))
            return redirect("homes:partner")
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "has_errors": form.is_bound and bool(form.errors)}
    return render(request, "homes/partner/join.html", context)


@require_GET
@member_required()
def partner(request: MemberRequest) -> HttpResponse:
    """What waits for the partner, and how many homes stand where."""
    me = Partner.objects.filter(organisation=request.organisation).first()
    if me is None:
        return redirect("homes:partner_join") if request.membership.role == Role.OWNER else _not_there()
    own = access.listings_of(request.organisation)
    today = tokyo_date(timezone.now())
    ageing = stock.for_desk(own.filter(is_public=True, reminded_on__isnull=False)).order_by("confirmed_on")
    context = {
        "partner": me,
        "keeps": me.kind in KEEPERS,
        "waiting": turns.waiting(request)[:SHOWN],
        "today": today,
        "ageing": [(row, rules.days_left(row.confirmed_on, today)) for row in ageing if row.confirmed_on],
        "public": own.filter(is_public=True).count(),
        "drafts": own.filter(case__state__in=["draft", "returned"]).count(),
        "checking": own.filter(case__state__in=["association", "review"]).count(),
        "reviews": stock.to_review_by(me).count() if me.reviews_homes else 0,
        "may_edit": may_edit(request.membership),
    }
    return render(request, "homes/partner/desk.html", context)


def _not_there() -> HttpResponse:
    raise Http404


def _row(listing: Listing) -> dict[str, Any]:
    state = listing.case.state
    return {"listing": listing, "state": get("home").state(state), "tone": TONES.get(state, "")}


@require_GET
@member_required()
def index(request: MemberRequest) -> HttpResponse:
    """The homes of the organisation, by state."""
    access.partner_of(request.organisation)
    own = access.listings_of(request.organisation)
    counts = dict(own.order_by().values_list("case__state").annotate(Count("pk")))
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in counts else ""
    shown = own.filter(case__state=chosen) if chosen else own
    context = {
        "rows": [_row(row) for row in stock.for_desk(shown).order_by("case__due_on", "-case__changed_at", "pk")[:300]],
        "states": [
            (state.code, state.label, counts[state.code]) for state in get("home").states if state.code in counts
        ],
        "chosen": chosen,
        "total": sum(counts.values()),
        "may_edit": may_edit(request.membership),
    }
    return render(request, "homes/partner/list.html", context)


class StartForm(forms.Form):
    """Where the room is: a building that is known, or the town of a new one."""

    building = forms.ModelChoiceField(
        label=gettext_lazy("登録してある建物"),
        queryset=Building.objects.none(),
        required=False,
        empty_label=gettext_lazy("新しい建物"),
    )
    town = forms.TypedChoiceField(
        label=gettext_lazy("新しい建物の町丁目"),
        choices=lambda: [("", _("選んでください")), *places.town_choices()],
        coerce=lambda code: Town.objects.get(pk=code),
        empty_value=None,
        required=False,
        error_messages={"required": gettext_lazy("町丁目を選んでください")},
        help_text=gettext_lazy("公開されるのは、ここまでです。番地や部屋番号は公開されません。"),
    )
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors and not values.get("building") and not values.get("town"):
            self.add_error("town", _("町丁目を選んでください"))
        return values


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def start(request: MemberRequest) -> HttpResponse:
    access.partner_of(request.organisation, *KEEPERS)
    form = StartForm(request.POST or None)
    buildings = Building.objects.filter(keeper=request.organisation).select_related("town")
    form.fields["building"].queryset = buildings  # type: ignore[attr-defined]
    if not buildings.exists():
        del form.fields["building"]
        form.fields["town"].required = True
    if request.method == "POST" and form.is_valid():
        listing = actions.create_home(
            organisation=request.organisation,
            building=form.cleaned_data.get("building"),
            town=form.cleaned_data["town"],
            actor=request.user,
            at=timezone.now(),
        )
        return redirect("homes:partner_step", listing.public_id, STEPS[0].code)
    context = {"form": form, "has_errors": form.is_bound and bool(form.errors)}
    return render(request, "homes/partner/start.html", context)


@require_GET
@member_required()
def home(request: MemberRequest, public_id: str) -> HttpResponse:
    """One home: its state, the steps, how near it is to the public and to the registration."""
    listing = own_listing(request, public_id)
    today = tokyo_date(timezone.now())
    found = stock.publication(listing, today)
    editor = may_edit(request.membership)
    writable = editor and listing.case.state in actions.WRITABLE
    told = thread(listing.case, ORGANISATION)
    context = {
        "listing": listing,
        "dwelling": listing.dwelling,
        "building": listing.dwelling.building,
        "thread": told,
        "road": road(told),
        "tone": TONES.get(listing.case.state, ""),
        "tasks": tasks(listing, found) if writable else [],
        "remarks": listing.remarks.filter(settled_at=None),
        "writable": writable,
        "may_submit": writable and listing.case.state in ("draft", "returned"),
        "acts": told.offered if editor else [],
        "twins": stock.twins(listing).filter(organisation=request.organisation),
        "key": secrets.token_urlsafe(16),
        "may_edit": editor,
        **meter(listing),
    }
    return render(request, "homes/partner/home.html", context)


def road(told: Thread) -> list[tuple[str, str, str]]:
    """(label, the day it was reached, state) of each step."""
    return [(str(label), short_date(tokyo_date(at)) if at else "", state) for label, state, at in told.steps]


def meter(listing: Listing) -> dict[str, Any]:
    """How ready a home is for the national registration: what stands, what is missing, what to ask."""
    found = stock.readiness(listing, tokyo_date(timezone.now()))
    missing = [finding for finding in found if finding.severity is Severity.BLOCK]
    wrong = {finding.code for finding in missing}
    refusing = [rule for rule in rules.READINESS if rule.severity is Severity.BLOCK]
    return {
        "missing": missing,
        "asks": [finding for finding in found if finding.severity is not Severity.BLOCK],
        "met": len([rule for rule in refusing if rule.code not in wrong]),
        "asked": len(refusing),
    }


def tasks(listing: Listing, findings: list[Finding]) -> list[tuple[Any, ...]]:
    """(label, address, state in words, tone, hint) of each step, the photos before the last."""
    remarks = list(listing.remarks.filter(settled_at=None).values_list("field", flat=True))
    lines = [_task(listing, step, findings, remarks) for step in STEPS]
    photos = listing.photos.all()
    wrong = any(finding.field == "photos" for finding in rules.blocks(findings)) or "photos" in remarks
    words, tone = (
        (_("直すところがあります"), "warn")
        if wrong
        else (_("できました"), "key")
        if photos
        else (_("なくても出せます"), "quiet")
    )
    lines.insert(-1, (_("写真と間取図"), reverse("homes:partner_photos", args=[listing.public_id]), words, tone))
    return lines


def _task(listing: Listing, step: Step, findings: list[Finding], remarks: list[str]) -> tuple[Any, ...]:
    address = reverse("homes:partner_step", args=[listing.public_id, step.code])
    wrong = [f for f in rules.blocks(findings) if f.field in step.fields]
    told = [field for field in remarks if field in step.fields]
    hint = "" if step.level != Level.REGISTRATION else _("公開には、なくてもよい")
    if told:
        return step.label, address, _("確認で%(count)dか所のお願い") % {"count": len(told)}, "warn", hint
    if wrong:
        words = _("直すところが%(count)dか所") % {"count": len({finding.field for finding in wrong})}
        return step.label, f"{address}?checked=1", words, "warn", hint
    if is_begun(listing, step):
        return step.label, address, _("できました"), "key", hint
    return step.label, address, _("未入力"), "quiet", hint


def is_begun(listing: Listing, step: Step) -> bool:
    """Somebody wrote something there; what a new row holds anyway does not count."""
    for part, column in step.columns():
        if column.name != "town" and getattr(row_of(listing, part), column.attname) not in (
            column.get_default(),
            None,
            "",
        ):
            return True
    return any(getattr(listing, rows).all() for rows in step.rows if rows != "accesses")


@require_POST
@member_required(Role.EDITOR)
def act(request: MemberRequest, public_id: str, transition: str) -> HttpResponse:
    """Confirm, rest, let, withdraw: whatever the procedure offers now."""
    listing = own_listing(request, public_id)
    step = next((each for each in get("home").transitions if each.code == transition and not each.hidden), None)
    if step is None or step.form:
        raise Http404
    version = request.POST.get("version", "")
    try:
        perform(
            case=listing.case,
            transition=transition,
            actor=request.user,
            at=timezone.now(),
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
            key=request.POST.get("key", "")[:40] or None,
        )
        messages.success(request, str(step.done))
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("homes:partner_home", public_id)


@require_POST
@member_required(Role.EDITOR)
def copy(request: MemberRequest, public_id: str) -> HttpResponse:
    """Another room of the same building, alike but for its number."""
    listing = actions.create_home(
        organisation=request.organisation,
        copy_of=own_listing(request, public_id),
        actor=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("同じ建物の別の部屋を作りました。部屋番号、家賃、入居できる日を確かめてください。"))
    return redirect("homes:partner_step", listing.public_id, STEPS[0].code)
