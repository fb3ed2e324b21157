import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Permission
from django.urls import reverse

from portal.accounts.checks import strict_settings
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def prove_again(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_staff_without_a_second_factor_are_led_to_set_one_up(client, staff):
    sign_in(client, staff)
    response = client.get(reverse("people:staff_organisations"))
    assert (response.status_code, response["Location"]) == (302, reverse("people:second_factor"))
    page = client.get(response["Location"]).content.decode()
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page


def test_staff_with_an_authenticator_app_go_in(client, staff):
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    assert sign_in(client, staff)["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("people:staff_organisations")).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(reverse("people:staff_organisations")).status_code == 200


def test_a_session_from_before_does_not_count(client, staff):
    """Signed in with the password alone, the app set up elsewhere: this session must still prove itself."""
    sign_in(client, staff)
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    assert client.get(reverse("people:staff_organisations")).status_code == 302
    page = client.get(reverse("people:second_factor")).content.decode()
    assert reverse("mfa_reauthenticate") in page
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert client.get(reverse("people:staff_organisations")).status_code == 200


def test_the_editors_admin_asks_for_it_too(client, staff):
    staff.user_permissions.add(Permission.objects.get(codename="access_admin"))
    sign_in(client, staff)
    assert client.get("/cms-admin/")["Location"] == reverse("people:second_factor")


def test_the_app_is_set_up_on_our_page_and_its_secret_lies_encrypted(client, staff):
    sign_in(client, staff)
    prove_again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>(\w+)</code>", page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    stored = Authenticator.objects.get(user=staff, type="totp")
    assert secret not in str(stored.data)
    assert stored.wrap().validate_code(code_of(secret)) is True


def test_staff_cannot_drop_their_last_factor(client, staff):
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    sign_in(client, staff)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    prove_again(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=staff, type="totp").count() == 1


def test_others_do_not_see_that_staff_pages_exist(client, hanako):
    client.force_login(hanako)
    assert client.get(reverse("people:staff_organisations")).status_code == 404
    assert type(client)().get(reverse("people:staff_organisations")).status_code == 302


def ids(problems):
    return [problem.id for problem in problems]


def test_a_portal_in_use_refuses_loose_settings(settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    settings.DEBUG = True
    settings.SECRET_KEY = ""
    assert ids(strict_settings()) == ["accounts.E001", "accounts.E002", "accounts.E003"]


def test_a_portal_in_use_passes_with_strict_settings(settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    settings.SECRET_KEY = "k" * 50
    assert strict_settings() == []


def test_the_setting_cannot_open_a_portal_in_use(client, staff, settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.production")
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    client.force_login(staff)
    assert client.get(reverse("people:staff_organisations")).status_code == 302


def test_the_demo_answers_to_this_machine_only(settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    settings.ALLOWED_HOSTS = ["127.0.0.1", "portal.example.jp"]
    assert ids(strict_settings()) == ["accounts.E004"]
