import pytest
from django.urls import reverse

from portal.accounts.actions.people import close_account
from portal.accounts.models import Membership, Role, User
from portal.audit.models import Entry
from portal.lib.refusal import Refused
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_closing_forgets_the_person_and_keeps_the_record(client, hanako, at):
    client.post(reverse("account_login"), {"login": hanako.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("people:close_account"), {"sure": "on"})
    closed = User.objects.get(pk=hanako.pk)
    assert (closed.name, closed.is_active, closed.has_usable_password()) == ("", False, False)
    assert closed.email.endswith("@closed.invalid")
    assert closed.emailaddress_set.count() == 0
    assert client.get(reverse("people:account")).status_code == 302
    assert Entry.objects.filter(action="accounts.closed", subject_key=str(hanako.pk)).count() == 1
    again = type(client)()
    again.post(reverse("account_login"), {"login": "hanako@example.jp", "password": PASSWORD})
    assert "_auth_user_id" not in again.session


def test_closing_asks_who_it_is_first(client, hanako):
    client.force_login(hanako)
    answer = client.get(reverse("people:close_account"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_the_only_owner_hands_over_first(organisation, owner, hanako, at):
    Membership.objects.create(user=hanako, organisation=organisation, role=Role.EDITOR)
    with pytest.raises(Refused) as refusal:
        close_account(user=owner, actor=owner, at=at)
    assert str(refusal.value) == (
        "「社会福祉法人架空会」の管理者があなただけです。先に、ほかの人を管理者にしてください。"
    )
    assert User.objects.get(pk=owner.pk).is_active is True


def test_the_address_is_free_again(client, hanako, person, at):
    close_account(user=hanako, actor=hanako, at=at)
    assert person("hanako").pk != hanako.pk
