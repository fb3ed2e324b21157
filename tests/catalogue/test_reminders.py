"""A mail on the first day: asked for once, sent once, naming nothing."""

import datetime as dt

import pytest
import time_machine

from portal.grants.schemes.models import Reminder
from portal.grants.schemes.reminders import send_reminders
from portal.notices.models import Mail, Notice
from tests import people
from tests.factories.times import NOW

from .conftest import COURSE, LATER, text
from .test_checking import ANSWERS, CHECK, RESULT

pytestmark = pytest.mark.django_db
REMIND = f"/grants/{COURSE}/remind/"
FIRST = dt.date(2027, 1, 14)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def hana(course):
    person = people.seeker()
    person.client.post(CHECK, ANSWERS)
    return person


def test_the_day_is_kept_and_nothing_else(hana):
    response = hana.client.post(REMIND, follow=True)
    assert "2027年1月14日（木）にメールで知らせます" in text(response)
    (kept,) = Reminder.objects.all()
    assert (kept.scheme, kept.user, kept.day, kept.sent_at) == (COURSE, hana.user, FIRST, None)


def test_asked_again_it_moves(hana):
    hana.client.post(REMIND)
    hana.client.post(CHECK, {**ANSWERS, "hired_on": "2026-08-01"})
    hana.client.post(REMIND)
    assert list(Reminder.objects.values_list("day", flat=True)) == [dt.date(2027, 2, 1)]


def test_nobody_signs_in_first_and_finds_the_answers_again(client, course):
    client.post(CHECK, ANSWERS)
    response = client.post(REMIND)
    assert response["Location"] == f"/accounts/login/?next={RESULT}"
    assert not Reminder.objects.exists()


def test_without_answers_there_is_no_day(course):
    assert people.seeker().client.post(REMIND)["Location"] == RESULT
    assert not Reminder.objects.exists()


def test_a_day_that_is_there_needs_no_mail(course, clock):
    clock.move_to(LATER)
    hana = people.seeker()
    hana.client.post(CHECK, ANSWERS)
    assert "もう申請できる日です" in hana.client.post(REMIND, follow=True).content.decode()
    assert not Reminder.objects.exists()


def test_sent_once_on_the_day_and_neutral(hana):
    hana.client.post(REMIND)
    assert send_reminders(at=LATER - dt.timedelta(days=1)) == 0
    assert send_reminders(at=LATER) == 1
    assert send_reminders(at=LATER) == 0
    mail = Mail.objects.get(kind="grant_reminder")
    assert (mail.to, mail.subject) == ("hana@example.jp", "練馬区からのお知らせ")
    assert "/grants/reminders/" in mail.body
    assert COURSE not in mail.body
    assert "研修" not in mail.body
    assert Notice.objects.get(kind="grant_reminder").user == hana.user
    assert "に知らせました" in text(hana.client.get("/grants/reminders/"))


def test_stopped_by_whoever_asked_and_nobody_else(hana):
    hana.client.post(REMIND)
    assert people.seeker("taro").client.post("/grants/reminders/stop/", {"scheme": COURSE}).status_code == 404
    assert Reminder.objects.count() == 1
    hana.client.post("/grants/reminders/stop/", {"scheme": COURSE})
    assert not Reminder.objects.exists()


def test_a_closed_account_is_told_nothing(hana):
    hana.client.post(REMIND)
    hana.user.is_active = False
    hana.user.save()
    assert send_reminders(at=LATER) == 0
