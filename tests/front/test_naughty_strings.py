"""The big list of naughty strings through every box where people write: no failure, kept as it is, shown escaped."""

import json
import os
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.html import escape

from jobs.applications.models import Application
from jobs.seekers.models import Profile
from portal.cases.models import Event
from portal.lib.text import plain
from portal.notices.models import Mail
from portal.search.actions import rebuild
from tests import people
from tests.factories import applications, vacancies

DATA = Path(os.environ.get("PORTAL_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
FILE = DATA / "peer-tests" / "blns" / "blns.json"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real_data,
    pytest.mark.skipif(not FILE.exists(), reason=f"{FILE} is not here"),
]


@pytest.fixture(scope="module")
def strings():
    return list(dict.fromkeys(json.loads(FILE.read_text(encoding="utf-8"))))


@pytest.fixture
def ground(db):
    employer, staff, seeker = people.employer(), people.staff(), people.seeker()
    vacancy = vacancies.published(vacancies.facility(employer.organisation), employer.user, staff.user)
    rebuild()
    return employer, seeker, vacancy


def test_messages(ground, strings):
    employer, seeker, vacancy = ground
    thread = applications.applied(vacancy, seeker.user)
    address = reverse("applications:message", args=[thread.case.public_id])
    answers = [seeker.client.post(address, {"text": text}).status_code for text in strings]
    kept = Event.objects.filter(case=thread.case, transition="").order_by("sequence").values_list("text", flat=True)
    assert answers == [302 if text.strip() else 422 for text in strings]
    assert list(kept) == [text.strip() for text in strings if text.strip()]
    for reader in (seeker, employer):
        page = reader.client.get(thread.get_absolute_url())
        assert page.status_code == 200
        shown = page.content.decode()
        assert [text for text in kept if escape(text) not in shown] == []
        assert "<script>" not in shown


def test_questions(ground, strings):
    employer, _seeker, vacancy = ground
    address = reverse("applications:ask", args=[vacancy.public_id])
    for number, text in enumerate(strings[::12]):
        asker = people.seeker(f"q{number}")
        answer = asker.client.post(address, {"text": text})
        assert answer.status_code == (302 if text.strip() else 200), text
        if text.strip():
            thread = Application.objects.get(seeker=asker.user)
            assert thread.case.events.get().text == text.strip()
            assert escape(text.strip()) in employer.client.get(thread.get_absolute_url()).content.decode()


def test_profiles(ground, strings):
    _employer, seeker, _vacancy = ground
    for saves, text in enumerate(strings[::10]):
        sent = {"name": text[:60], "motive": text, "mode": "walk", "saves": saves}
        rows = {"jobs-TOTAL_FORMS": 0, "jobs-INITIAL_FORMS": 0}
        assert seeker.client.post(reverse("seekers:profile"), sent | rows).status_code == 302, text
        assert Profile.objects.get(user=seeker.user).motive == text.strip()
        assert escape(text.strip()) in seeker.client.get(reverse("seekers:profile")).content.decode()


@pytest.mark.parametrize(("name", "every"), [("vacancies:list", 2), ("search:everything", 5), ("facilities:list", 9)])
def test_search_boxes(client, ground, strings, name, every):
    failed = []
    for text in strings[::every]:
        page = client.get(reverse(name), {"q": text})
        shown = page.content.decode()
        failed += [] if page.status_code == 200 and "<script>alert" not in shown else [text]
    assert failed == []


def test_every_other_condition_of_the_list(client, ground, strings):
    """The same strings where codes, numbers and places are expected."""
    names = ["occupation", "employment", "pay", "pay_min", "station", "town", "minutes", "mode", "week", "page", "sort"]
    failed = [
        text
        for text in strings[::6]
        if client.get(reverse("vacancies:list"), dict.fromkeys(names, text)).status_code != 200
        or client.get("/api/v1/vacancies", {"q": text, "occupation": text}).status_code != 200
    ]
    assert failed == []


def test_titles(ground, client, strings):
    """An employer's title on every page that shows it: the public one with its JSON-LD, print, API, both desks."""
    employer, _seeker, _vacancy = ground
    staff = people.staff("second")
    place = vacancies.facility(employer.organisation, "架空の里二", "1370000099")
    for text in dict.fromkeys(plain(one)[:30] for one in strings[::9]):
        if not text:
            continue
        post = vacancies.published(place, employer.user, staff.user, title=text)
        page = client.get(post.get_absolute_url()).content.decode()
        sent = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
        assert json.loads(sent.group(1))["title"] == text
        assert f"<h1>{escape(text)}</h1>" in page
        assert escape(text) in client.get(reverse("vacancies:print", args=[post.public_id])).content.decode()
        assert client.get(f"/api/v1/vacancies/{post.public_id}").json()["title"] == text
        for reader, name in ((employer, "employer_task_list"), (staff, "staff_review")):
            assert reader.client.get(reverse(f"vacancies:{name}", args=[post.public_id])).status_code == 200
    assert [mail.subject for mail in Mail.objects.all() if "\n" in mail.subject or "\r" in mail.subject] == []
