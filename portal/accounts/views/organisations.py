from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.lib.refusal import Refused

from ..access import PersonRequest, may_manage, organisation_membership
from ..actions import invitations, organisations
from ..forms.organisations import InvitationForm, NewOrganisationForm, OrganisationForm, RoleForm
from ..models import Membership, Role
from ..queries import SESSION_KEY, invitation_for, memberships_of, people_of


@never_cache
@login_required
def mine(request: PersonRequest) -> HttpResponse:
    context = {"memberships": memberships_of(request.user), "current": request.organisation}
    return render(request, "people/organisations.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = organisations.register_organisation(actor=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("corporate_number", str(refusal))
        else:
            request.session[SESSION_KEY] = made.public_id
            messages.success(request, _("団体を登録しました。区の職員が確認します。"))
            return redirect("people:organisation", made.public_id)
    return render(request, "people/new_organisation.html", {"form": form, "has_errors": bool(form.errors)})


@require_POST
@login_required
def switch(request: PersonRequest) -> HttpResponse:
    membership = organisation_membership(request.user, request.POST.get("organisation", ""))
    request.session[SESSION_KEY] = membership.organisation.public_id
    messages.success(request, _("「%(name)s」に切り替えました。") % {"name": membership.organisation.name})
    return redirect("people:organisations")


@never_cache
@login_required
def detail(request: PersonRequest, public_id: str) -> HttpResponse:
    membership = organisation_membership(request.user, public_id)
    organisation, manages = membership.organisation, may_manage(membership)
    context = {
        "organisation": organisation,
        "membership": membership,
        "manages": manages,
        "people": people_of(organisation),
        "invitations": organisation.invitations.open(timezone.now()) if manages else [],
        "roles": Role.choices,
    }
    return render(request, "people/organisation.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    organisation = organisation_membership(request.user, public_id, Role.OWNER).organisation
    kept = {name: getattr(organisation, name) for name in OrganisationForm.base_fields}
    form = OrganisationForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        organisations.change_organisation(
            organisation=organisation, actor=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("保存しました。"))
        return redirect("people:organisation", public_id)
    context = {"form": form, "has_errors": bool(form.errors), "organisation": organisation}
    return render(request, "people/edit_organisation.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def invite(request: PersonRequest, public_id: str) -> HttpResponse:
    organisation = organisation_membership(request.user, public_id, Role.OWNER).organisation
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(organisation=organisation, actor=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("招待のメールを送りました。14日のあいだ使えます。"))
            return redirect("people:organisation", public_id)
    context = {"form": form, "has_errors": bool(form.errors), "organisation": organisation}
    return render(request, "people/invite.html", context)


@require_POST
@login_required
def withdraw_invitation(request: PersonRequest, public_id: str, invitation: str) -> HttpResponse:
    organisation = organisation_membership(request.user, public_id, Role.OWNER).organisation
    found = get_object_or_404(organisation.invitations, public_id=invitation)
    invitations.withdraw(invitation=found, actor=request.user, at=timezone.now())
    messages.success(request, _("招待を取りやめました。"))
    return redirect("people:organisation", public_id)


@require_POST
@login_required
def change_role(request: PersonRequest, public_id: str, member: str) -> HttpResponse:
    membership = _member(request, public_id, member, Role.OWNER)
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        organisations.change_role(
            membership=membership, role=form.cleaned_data["role"], actor=request.user, at=timezone.now()
        )
        messages.success(request, _("役割を変えました。"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people:organisation", public_id)


@require_POST
@login_required
def end_membership(request: PersonRequest, public_id: str, member: str) -> HttpResponse:
    """An owner removes somebody, or a person leaves."""
    own = organisation_membership(request.user, public_id)
    membership = own if own.public_id == member else _member(request, public_id, member, Role.OWNER)
    try:
        organisations.end_membership(membership=membership, actor=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("people:organisation", public_id)
    messages.success(request, _("団体から外れました。"))
    return redirect("people:organisations")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def invitation(request: PersonRequest, token: str) -> HttpResponse:
    found = invitation_for(token=token, user=request.user, at=timezone.now())
    if found is None:
        raise Http404
    if request.method == "POST":
        membership = invitations.accept(token=token, actor=request.user, at=timezone.now())
        request.session[SESSION_KEY] = membership.organisation.public_id
        messages.success(request, _("「%(name)s」に参加しました。") % {"name": membership.organisation.name})
        return redirect("people:organisation", membership.organisation.public_id)
    return render(request, "people/invitation.html", {"invitation": found})


def _member(request: PersonRequest, public_id: str, member: str, role: str) -> Membership:
    organisation = organisation_membership(request.user, public_id, role).organisation
    return get_object_or_404(organisation.memberships, public_id=member)
