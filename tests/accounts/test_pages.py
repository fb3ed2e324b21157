"""Every page of these rooms draws, in our frame, without inline script or style."""

import re

import pytest
from django.urls import reverse

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
DOORS = ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
OWN = [
    "people:account", "people:second_factor", "people:close_account", "people:organisations", "people:new_organisation",
    "account_email", "account_change_password", "account_reauthenticate", "account_logout", "mfa_index",
    "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list", "notices:inbox", "bookings:mine",
]  # fmt: skip


def check(response):
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert '<html lang="ja">' in page
    assert re.search(r"\sstyle=|\son\w+=", page) is None
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag and "json" not in tag] == []
    assert re.search(r"<h1[^>]*>[^<]*[A-Za-z]{4}", page) is None
    assert "'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", DOORS)
def test_doors(client, name):
    check(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN)
def test_own_pages(client, hanako, name):
    client.post(reverse("account_login"), {"login": hanako.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    check(client.get(reverse(name)))
    assert type(client)().get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", ["people:organisation", "people:edit_organisation", "people:invite"])
def test_organisation_pages(client, owner, organisation, name):
    client.force_login(owner)
    check(client.get(reverse(name, args=[organisation.public_id])))


@pytest.mark.parametrize(
    ("name", "own"),
    [("people:staff_organisations", False), ("people:staff_organisation", True), ("people:staff_mail", False)],
)
def test_staff_pages(client, staff, organisation, settings, name, own):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    client.force_login(staff)
    check(client.get(reverse(name, args=[organisation.public_id] if own else [])))


def test_an_error_is_said_in_the_title(client):
    page = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    assert "<title>エラー：ログイン" in page
