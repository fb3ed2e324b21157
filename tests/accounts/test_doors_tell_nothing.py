"""At every door a known and an unknown address see the same page, the same status and cause as many mails."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
UNKNOWN = "shiranai@example.jp"


def seen(client, door, data):
    """What somebody at the door can see: statuses, addresses and bodies with the typed address taken out."""
    before = len(mail.outbox)
    response = client.post(reverse(door), data, follow=True)
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    body = body.replace(data.get("email") or data["login"], "ADDRESS")
    return response.status_code, response.redirect_chain, body, len(mail.outbox) - before


@pytest.mark.parametrize(
    ("door", "field", "more"),
    [
        ("account_signup", "email", {"password1": "umi-no-mieru-mado"}),
        ("account_login", "login", {"password": "chigau-pasuwado"}),
        ("account_request_login_code", "email", {}),
        ("account_reset_password", "email", {}),
    ],
)
def test_known_and_unknown_address_look_alike(client, hanako, door, field, more):
    known = seen(client, door, {field: hanako.email, **more})
    other = seen(type(client)(), door, {field: UNKNOWN, **more})
    assert known == other
    assert known[0] == 200
    assert known[3] == (0 if door == "account_login" else 1)


@pytest.mark.parametrize("door", ["account_request_login_code", "account_reset_password"])
def test_a_wrong_code_looks_alike(client, hanako, door):
    pages = []
    for visitor, email in [(client, hanako.email), (type(client)(), UNKNOWN)]:
        confirm = visitor.post(reverse(door), {"email": email})["Location"]
        response = visitor.post(confirm, {"code": "00000000"}, follow=True)
        pages.append((response.status_code, response.redirect_chain, "コードが違います" in response.content.decode()))
    assert pages[0] == pages[1] == (200, [], True)


def test_staff_have_no_code_door_and_nobody_can_see_it(client, staff, hanako, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    of_staff = seen(client, "account_request_login_code", {"email": staff.email})
    of_seeker = seen(type(client)(), "account_request_login_code", {"email": hanako.email})
    assert of_staff == of_seeker
    to_staff, to_seeker = mail.outbox
    assert re.findall(r"\d{8}", to_staff.body) == []
    assert len(re.findall(r"\d{8}", to_seeker.body)) == 1


def test_signing_up_again_makes_no_second_account(client, hanako):
    client.post(reverse("account_signup"), {"email": "HANAKO@example.jp", "password1": "umi-no-mieru-mado"})
    assert type(hanako).objects.filter(email__iexact=hanako.email).count() == 1
    assert hanako.check_password(PASSWORD)


def test_a_sign_up_hashes_a_password_either_way(client, hanako, settings):
    """The slow step is taken at both doors; counted on the hasher, because a clock is no judge in a test."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    counted = []
    original = MD5PasswordHasher.encode
    MD5PasswordHasher.encode = lambda self, *args: counted.append(1) or original(self, *args)
    try:
        for visitor, email in [(client, hanako.email), (type(client)(), UNKNOWN)]:
            counted.append(0)
            visitor.post(reverse("account_signup"), {"email": email, "password1": "umi-no-mieru-mado"})
    finally:
        MD5PasswordHasher.encode = original
    assert counted == [0, 1, 0, 1]
