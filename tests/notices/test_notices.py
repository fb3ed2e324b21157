import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.urls import reverse

from portal.notices import kinds
from portal.notices.actions import LEASE, PAUSES, announce, deliver, retry, send
from portal.notices.models import Mail, Notice

pytestmark = pytest.mark.django_db
KIND = "accounts.verified"


class Body:
    """Stands for the organisation of the template."""

    name = "架空会 & <子会社>"


def tell(recipients, at, **more):
    announce(KIND, recipients=recipients, context={"organisation": Body}, path="/organisations/", at=at, **more)


class Backend(EmailBackend):
    """A mail server that answers with what `error` holds."""

    error: Exception | None = None

    def send_messages(self, messages):
        if self.error:
            raise self.error
        return super().send_messages(messages)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "tests.notices.test_notices.Backend"
    Backend.error = None
    yield Backend
    Backend.error = None


def test_users_are_told_in_the_portal_and_by_mail_addresses_by_mail(hanako, at):
    tell([hanako, "dareka@example.jp", hanako, hanako.email], at)
    assert list(Notice.objects.values_list("user_id", "subject")) == [(hanako.pk, "団体の確認が済みました")]
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["dareka@example.jp", "hanako@example.jp"]
    assert deliver(at=at) == 2
    message = mail.outbox[0]
    assert message.subject == "団体の確認が済みました"
    assert "「架空会 & <子会社>」の確認が済みました" in message.body
    assert "http://testserver/organisations/" in message.body


def test_somebody_who_left_gets_no_mail(hanako, at):
    hanako.is_active = False
    tell([hanako], at)
    assert Mail.objects.count() == 0


def test_nothing_is_told_of_what_was_undone(hanako, at):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell([hanako], at)
        raise RuntimeError
    assert (Notice.objects.count(), Mail.objects.count()) == (0, 0)


def test_links_stay_inside(hanako, at):
    with pytest.raises(ValueError, match="inside"):
        announce(KIND, recipients=[hanako], context={}, path="https://example.com/", at=at)


def test_headers_reach_the_mail(at):
    stop = {"List-Unsubscribe": "<https://portal.example/stop>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    tell(["a@example.jp"], at, headers=stop)
    deliver(at=at)
    sent = mail.outbox[0].message()
    assert sent["List-Unsubscribe"] == "<https://portal.example/stop>"
    assert sent["Message-ID"].startswith(f"<{Mail.objects.get().public_id}@")


@pytest.mark.parametrize("hostile", ["a\nBcc: b@example.jp", "a\r\nBcc: b@example.jp", "a\u2028Bcc: b@example.jp"])
def test_no_header_can_be_added(at, hostile):
    tell(["a@example.jp"], at, headers={"List-Unsubscribe": hostile})
    deliver(at=at)
    assert all(message.message()["Bcc"] is None for message in mail.outbox)


def test_the_text_is_dropped_once_it_has_left(at):
    tell(["a@example.jp"], at)
    deliver(at=at)
    assert Mail.objects.values_list("state", "body").get() == ("sent", "")
    assert deliver(at=at) == 0
    assert len(mail.outbox) == 1


def test_a_server_that_is_down_is_tried_again_with_growing_pauses(server, at):
    tell(["a@example.jp"], at)
    server.error = OSError("down")
    now = at
    for pause in PAUSES:
        assert deliver(at=now) == 0
        row = Mail.objects.get()
        assert (row.state, row.next_at) == ("waiting", now + pause)
        assert deliver(at=row.next_at - timedelta(seconds=1)) == 0
        assert Mail.objects.get().attempts == row.attempts
        now = row.next_at
    server.error = None
    assert deliver(at=now) == 1


def test_after_the_last_pause_it_is_given_up_and_staff_can_try_again(server, at):
    tell(["a@example.jp"], at)
    server.error = OSError("down")
    now = at
    for _pause in [*PAUSES, None]:
        deliver(at=now)
        now = Mail.objects.get().next_at
    row = Mail.objects.get()
    assert (row.state, row.error) == ("failed", "メールサーバーにつながりませんでした。")
    server.error = None
    assert retry(row, at=now) is True
    assert deliver(at=now) == 1


def test_an_address_that_does_not_exist_is_given_up_at_once(server, at):
    tell(["a@example.jp"], at)
    server.error = smtplib.SMTPRecipientsRefused({"a@example.jp": (550, b"unknown")})
    deliver(at=at)
    assert Mail.objects.get().state == "failed"


def test_greylisting_is_no_refusal(server, at):
    tell(["a@example.jp"], at)
    server.error = smtplib.SMTPRecipientsRefused({"a@example.jp": (450, b"later")})
    deliver(at=at)
    assert Mail.objects.get().state == "waiting"


def test_one_bad_mail_does_not_stop_the_next(at, monkeypatch):
    tell(["a@example.jp"], at, headers={"X-Note": "a\nb"})
    tell(["b@example.jp"], at)
    assert deliver(at=at) == 1
    assert [message.to for message in mail.outbox] == [["b@example.jp"]]


def test_two_processes_send_it_once(at):
    tell(["a@example.jp"], at)
    seen_by_both = Mail.objects.get()
    assert send(seen_by_both, at=at) is True
    assert send(seen_by_both, at=at) is False
    assert len(mail.outbox) == 1


def test_a_killed_sender_is_followed_after_its_lease(at):
    tell(["a@example.jp"], at)
    Mail.objects.update(state="sending", claimed_at=at)
    assert deliver(at=at + LEASE) == 0
    assert deliver(at=at + LEASE + timedelta(seconds=1)) == 1


def test_a_code_that_is_over_is_not_sent(at):
    tell(["a@example.jp"], at)
    Mail.objects.update(expires_at=at)
    assert deliver(at=at) == 0
    assert Mail.objects.values_list("state", "body").get() == ("expired", "")


def test_the_inbox_shows_ones_own_and_opening_marks_read(client, hanako, staff, at):
    tell([hanako], at)
    tell([staff], at)
    client.force_login(hanako)
    page = client.get(reverse("notices:inbox"))
    assert [notice.user for notice in page.context["page_obj"]] == [hanako]
    theirs = Notice.objects.get(user=staff)
    assert client.post(reverse("notices:read", args=[theirs.public_id])).status_code == 404
    mine = Notice.objects.get(user=hanako)
    assert client.get(reverse("notices:read", args=[mine.public_id])).status_code == 405
    assert client.post(reverse("notices:read", args=[mine.public_id]))["Location"] == "/organisations/"
    mine.refresh_from_db()
    assert mine.read_at is not None


@pytest.mark.parametrize("rows", [1, 30])
def test_the_inbox_takes_the_same_queries_for_any_length(client, hanako, at, rows, django_assert_num_queries):
    for _row in range(rows):
        tell([hanako], at)
    client.force_login(hanako)
    client.get(reverse("notices:inbox"))
    with django_assert_num_queries(5):
        client.get(reverse("notices:inbox"))


def test_no_subject_holds_a_variable_part():
    assert [kind.code for kind in kinds.all_kinds() if "%" in str(kind.subject) or "{" in str(kind.subject)] == []
