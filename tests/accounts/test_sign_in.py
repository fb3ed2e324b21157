import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.accounts.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def code_in(message):
    return re.search(r"(?<!\d)\d{8}(?!\d)", message.body).group()


def signed_in(client):
    return "_auth_user_id" in client.session


def ask_for_code(client, email):
    client.post(reverse("account_request_login_code"), {"email": email})
    return code_in(mail.outbox[-1])


def test_sign_up_with_the_code_of_the_mail(client):
    client.post(reverse("account_signup"), {"email": "Taro@Example.jp", "password1": "umi-no-mieru-mado"})
    assert not signed_in(client)
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[-1])})
    assert signed_in(client)
    assert User.objects.get().email == "taro@example.jp"


def test_sign_in_with_password(client, hanako):
    client.post(reverse("account_login"), {"login": hanako.email, "password": PASSWORD})
    assert signed_in(client)


def test_sign_in_with_a_code_in_full_width_and_apart(client, hanako):
    code = ask_for_code(client, hanako.email)
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    client.post(reverse("account_confirm_login_code"), {"code": f"{wide[:4]} {wide[4:]}"})
    assert signed_in(client)


def test_the_code_field_offers_the_number_pad_and_the_code_of_the_message(client, hanako):
    ask_for_code(client, hanako.email)
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    field = re.search(r'<input[^>]*name="code"[^>]*>', page).group()
    assert 'autocomplete="one-time-code"' in field
    assert 'inputmode="numeric"' in field


def test_three_wrong_codes_end_the_attempt(client, hanako):
    code = ask_for_code(client, hanako.email)
    wrong = "00000000" if code != "00000000" else "11111111"
    for _try in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": wrong})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not signed_in(client)


def test_a_code_works_once(client, hanako):
    code = ask_for_code(client, hanako.email)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("account_logout"))
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not signed_in(client)


def test_asking_for_codes_is_limited_and_the_password_door_stays_open(client, hanako):
    for _try in range(10):
        type(client)().post(reverse("account_request_login_code"), {"email": hanako.email})
    assert len(mail.outbox) == 3
    assert client.get("/").status_code == 200
    client.post(reverse("account_login"), {"login": hanako.email, "password": PASSWORD})
    assert signed_in(client)


def test_guessing_passwords_is_limited_and_the_code_door_stays_open(client, hanako):
    for _try in range(5):
        client.post(reverse("account_login"), {"login": hanako.email, "password": "chigau"})
    page = client.post(reverse("account_login"), {"login": hanako.email, "password": PASSWORD})
    assert "続けて試した回数が多すぎます" in page.content.decode()
    client.post(reverse("account_confirm_login_code"), {"code": ask_for_code(client, hanako.email)})
    assert signed_in(client)


def test_a_new_session_key_at_sign_in(client, hanako):
    client.get(reverse("account_login"))
    client.post(reverse("account_request_login_code"), {"email": hanako.email})
    before = client.session.session_key
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[-1])})
    assert signed_in(client)
    assert client.session.session_key != before


def test_password_reset_by_code(client, hanako):
    client.post(reverse("account_reset_password"), {"email": hanako.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in(mail.outbox[-1])})
    new = {"password1": "midori-no-oka-88", "password2": "midori-no-oka-88"}
    client.post(reverse("account_complete_password_reset"), new)
    hanako.refresh_from_db()
    assert hanako.check_password("midori-no-oka-88")


def test_a_mail_server_that_is_down_breaks_no_page(client, hanako, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = client.post(reverse("account_request_login_code"), {"email": hanako.email})
    assert response.status_code == 302


def test_somebody_switched_off_is_out_at_the_next_click(client, hanako):
    client.force_login(hanako)
    assert client.get(reverse("people:account")).status_code == 200
    User.objects.filter(pk=hanako.pk).update(is_active=False)
    assert client.get(reverse("people:account")).status_code == 302


def test_sessions_are_listed_and_ended_one_by_one(client, hanako, person):
    other = type(client)()
    for visitor in (client, other):
        visitor.post(reverse("account_login"), {"login": hanako.email, "password": PASSWORD})
        visitor.get(reverse("people:account"))
    page = client.get(reverse("usersessions_list")).content.decode()
    number = re.search(r'name="session" value="(\d+)"', page).group(1)
    assert page.count("この端末") == 1
    stranger = type(client)()
    stranger.force_login(person("jiro"))
    assert stranger.post(reverse("people:end_session"), {"session": number}).status_code == 404
    assert other.get(reverse("people:account")).status_code == 200
    client.post(reverse("people:end_session"), {"session": number})
    assert other.get(reverse("people:account")).status_code == 302
    assert client.get(reverse("people:account")).status_code == 200
