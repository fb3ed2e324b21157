import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actions import invitations
from portal.accounts.actions.organisations import (
    change_organisation,
    change_role,
    end_membership,
    send_back_organisation,
    verify_organisation,
)
from portal.accounts.models import Membership, Organisation, Role
from portal.accounts.queries import fingerprint
from portal.audit.models import Entry
from portal.lib.refusal import Refused
from portal.notices.actions import deliver
from portal.notices.models import Mail, Notice

pytestmark = pytest.mark.django_db
FORM = {"corporate_number": "8700110005901", "name": "社会福祉法人架空会", "address": "練馬区", "phone": "03-0000-0000"}


def invited(organisation, owner, email):
    """The path of the link in the mail."""
    now = timezone.now()
    invitations.invite(organisation=organisation, email=email, role=Role.EDITOR, actor=owner, at=now)
    deliver(at=now)
    return re.search(r"http://testserver(/organisations/invitations/\S+)", mail.outbox[-1].body).group(1)


def test_registering_makes_an_owner_and_tells_the_staff(client, hanako, staff):
    client.force_login(hanako)
    client.post(reverse("people:new_organisation"), {**FORM, "corporate_number": "８７００１１０００５９０１"})
    organisation = Organisation.objects.get()
    assert organisation.corporate_number == "8700110005901"
    assert organisation.memberships.get(user=hanako).role == Role.OWNER
    assert list(Notice.objects.values_list("user_id", "subject")) == [(staff.pk, "確認を待つ団体があります")]


@pytest.mark.parametrize("number", ["8700110005902", "9700110005901", "123", "0000000000000"])
def test_a_number_with_a_wrong_check_digit_is_refused(client, hanako, number):
    client.force_login(hanako)
    page = client.post(reverse("people:new_organisation"), {**FORM, "corporate_number": number})
    assert page.status_code == 200
    assert Organisation.objects.count() == 0


def test_a_legal_body_is_registered_once(client, hanako, organisation):
    client.force_login(hanako)
    page = client.post(reverse("people:new_organisation"), FORM).content.decode()
    assert "すでに登録されています" in page
    assert Organisation.objects.count() == 1


def test_an_invitation_is_used_once_by_its_address(client, organisation, owner, hanako, person):
    path = invited(organisation, owner, "HANAKO@example.jp")
    stranger = type(client)()
    stranger.force_login(person("jiro"))
    missing = stranger.get(reverse("people:invitation", args=["nothing"]))
    theirs = stranger.get(path)
    assert theirs.status_code == missing.status_code == 404
    assert theirs.content.replace(path.encode(), b"") == missing.content.replace(b"nothing", b"")
    assert client.get(path).status_code == 302
    client.force_login(hanako)
    assert client.get(path).status_code == 200
    client.post(path)
    assert Membership.objects.get(user=hanako).role == Role.EDITOR
    assert client.post(path).status_code == 404


def test_an_address_not_yet_proved_cannot_accept(client, organisation, owner, hanako):
    path = invited(organisation, owner, hanako.email)
    hanako.emailaddress_set.update(verified=False)
    client.force_login(hanako)
    assert client.post(path).status_code == 404


def test_an_invitation_ends_after_14_days(organisation, owner, hanako, at):
    made = invitations.invite(organisation=organisation, email=hanako.email, role=Role.VIEWER, actor=owner, at=at)
    assert made.expires_at - at == timedelta(days=14)
    assert type(made).objects.open(at + timedelta(days=13, hours=23)).count() == 1
    assert type(made).objects.open(at + timedelta(days=14)).count() == 0


def test_the_link_is_kept_nowhere_once_the_mail_has_left(organisation, owner):
    token = invited(organisation, owner, "dareka@example.jp").rsplit("/", 2)[1]
    everything = str(list(Mail.objects.values())) + str(list(organisation.invitations.values()))
    assert token not in everything


def test_inviting_known_and_unknown_looks_alike(client, organisation, owner, hanako):
    client.force_login(owner)
    pages = []
    for email in (hanako.email, "shiranai@example.jp"):
        page = client.post(reverse("people:invite", args=[organisation.public_id]), {"email": email, "role": "viewer"})
        pages.append((page.status_code, page["Location"], Mail.objects.filter(to=email).count()))
    assert pages[0] == pages[1]


def test_there_is_always_an_owner(organisation, owner, hanako, at):
    own = organisation.memberships.get(user=owner)
    with pytest.raises(Refused):
        change_role(membership=own, role=Role.EDITOR, actor=owner, at=at)
    with pytest.raises(Refused):
        end_membership(membership=own, actor=owner, at=at)
    Membership.objects.create(user=hanako, organisation=organisation, role=Role.OWNER)
    end_membership(membership=own, actor=owner, at=at)
    assert organisation.memberships.get().user == hanako


def test_an_editor_cannot_manage_people(client, organisation, owner, hanako):
    member = Membership.objects.create(user=hanako, organisation=organisation, role=Role.EDITOR)
    client.force_login(hanako)
    own = organisation.memberships.get(user=owner)
    for name, args in [
        ("people:invite", [organisation.public_id]),
        ("people:edit_organisation", [organisation.public_id]),
        ("people:change_role", [organisation.public_id, member.public_id]),
        ("people:end_membership", [organisation.public_id, own.public_id]),
    ]:
        assert client.post(reverse(name, args=args), {"role": "owner"}).status_code == 404
    member.refresh_from_db()
    assert member.role == Role.EDITOR


def test_a_role_taken_away_counts_at_the_next_request(client, organisation, owner):
    client.force_login(owner)
    address = reverse("people:edit_organisation", args=[organisation.public_id])
    assert client.get(address).status_code == 200
    organisation.memberships.update(role=Role.VIEWER)
    assert client.get(address).status_code == 404


def test_strangers_see_no_organisation(client, organisation, hanako):
    client.force_login(hanako)
    theirs = client.get(reverse("people:organisation", args=[organisation.public_id]))
    missing = client.get(reverse("people:organisation", args=["nothing"]))
    assert theirs.status_code == missing.status_code == 404


def test_staff_verify_once_and_the_owner_is_told(client, organisation, owner, staff, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    client.force_login(staff)
    assert list(client.get(reverse("people:staff_organisations")).context["page_obj"]) == [organisation]
    page = client.get(reverse("people:staff_organisation", args=[organisation.public_id]))
    sent = {"seen": page.context["seen"]}
    for _click in range(2):
        client.post(reverse("people:verify_organisation", args=[organisation.public_id]), sent)
    organisation.refresh_from_db()
    assert organisation.verified_by == staff
    assert Notice.objects.filter(user=owner, kind="accounts.verified").count() == 1
    assert Entry.objects.filter(action="accounts.organisation_verified").count() == 1
    assert list(client.get(reverse("people:staff_organisations")).context["page_obj"]) == []


def test_staff_decide_on_what_they_saw(client, organisation, owner, staff, settings, at):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    client.force_login(staff)
    page = reverse("people:staff_organisation", args=[organisation.public_id])
    seen = client.get(page).context["seen"]
    change_organisation(
        organisation=organisation, name="有名な別の会", kana="", address="", phone="", actor=owner, at=at
    )
    client.post(reverse("people:verify_organisation", args=[organisation.public_id]), {"seen": seen})
    answer = client.post(page, {"seen": seen, "reason": "住所を直してください。"})
    organisation.refresh_from_db()
    assert (organisation.is_verified, organisation.sent_back_at) == (False, None)
    assert "住所を直してください。" in answer.content.decode()


def test_sent_back_with_a_reason_and_again_in_the_list_once_corrected(organisation, owner, staff, at):
    reason, seen = "名称が登記と違います。", fingerprint(organisation)
    send_back_organisation(organisation=organisation, reason=reason, seen=seen, actor=staff, at=at)
    organisation.refresh_from_db()
    assert organisation.sent_back_reason == "名称が登記と違います。"
    assert "名称が登記と違います。" in Notice.objects.get(user=owner).body
    change_organisation(organisation=organisation, name="別の名前", kana="", address="", phone="", actor=owner, at=at)
    organisation.refresh_from_db()
    assert (organisation.sent_back_at, organisation.sent_back_reason) == (None, "")


def test_a_new_name_must_be_verified_again(organisation, owner, staff, at):
    verify_organisation(organisation=organisation, seen=fingerprint(organisation), actor=staff, at=at)
    organisation.refresh_from_db()
    same = {"kana": "", "address": "練馬区", "phone": "", "actor": owner, "at": at}
    change_organisation(organisation=organisation, name=organisation.name, **same)
    organisation.refresh_from_db()
    assert organisation.is_verified is True
    change_organisation(organisation=organisation, name="別の名前", **same)
    organisation.refresh_from_db()
    assert organisation.is_verified is False
