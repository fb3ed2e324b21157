"""Finding a vacancy and reading it, on the demo's made-up ward."""

import json
import re

import pytest
from django.core.management import call_command
from django.test import Client

from jobs.vacancies.models import Vacancy
from portal.accounts.models import User
from portal.cases.actions import perform
from tests.factories.times import NOW

REQUIRED = {"title", "description", "datePosted", "hiringOrganization", "jobLocation"}
EMPLOYMENT = {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"}
UNITS = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}


@pytest.fixture
def ward(db, settings, tmp_path) -> Client:
    settings.VAR_DIR = tmp_path
    for command in ("load_places", "load_minimum_wages"):
        call_command(command, verbosity=0)
    call_command("demo", vacancies=90)
    return Client()


def total(client: Client, query: str) -> int:
    return client.get(f"/api/v1/vacancies?{query}").json()["total"]


def test_the_fields_other_words_find_the_same(ward):
    assert total(ward, "q=特養") == total(ward, "q=特別養護老人ホーム") > 0
    assert total(ward, "q=ヘルパー") == total(ward, "q=ﾍﾙﾊﾟｰ") == total(ward, "q=へるぱー") > 0
    # A ladder: whoever holds more can do what asks for less, and nothing asked is open to all.
    unqualified, beginner, certified = (total(ward, f"held={code}") for code in ("Q01", "Q05", "Q08"))
    assert 0 < unqualified < beginner <= certified
    # One word and two filters, as a page and for machines.
    query = "q=介護&near=光が丘&near_within=30&night=none"
    page = ward.get(f"/jobs/?{query}").content.decode()
    assert total(ward, query) > 0
    assert f'<span class="num big">{total(ward, query)}</span>' in page


def test_nothing_found_names_the_condition_to_drop_and_its_link_keeps_the_promise(ward):
    page = ward.get("/jobs/?q=訪問&occupation=O41&employment=E1").content.decode()
    told = re.search(r"「(?P<label>[^」]+)」を外すと <b>(?P<count>\d+)</b> 件", page)
    link = re.search(r'<a(?: [^>]*)? href="(?P<url>\?[^"]*)"[^>]*>「[^」]+」を外してさがす', page)
    answer = ward.get("/jobs/" + link["url"].replace("&amp;", "&")).content.decode()
    assert f'<span class="num big">{told["count"]}</span>' in answer
    assert int(told["count"]) > 0


def test_machines_read_what_people_read_until_the_vacancy_ends(ward, django_capture_on_commit_callbacks):
    vacancy = Vacancy.objects.filter(
        is_public=True, organisation__memberships__user__email="employer@example.jp"
    ).first()
    page = ward.get(vacancy.get_absolute_url()).content.decode()
    posting = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert set(posting) >= REQUIRED
    assert posting["jobLocation"]["address"]["addressCountry"] == "JP"
    assert posting["employmentType"] in EMPLOYMENT
    assert (posting["baseSalary"]["currency"], posting["baseSalary"]["value"]["unitText"] in UNITS) == ("JPY", True)
    assert posting["title"] in page and posting["description"][:20] in page
    before = total(ward, "")
    with django_capture_on_commit_callbacks(execute=True):
        employer = User.objects.get(email="employer@example.jp")
        perform(case=vacancy.case, transition="fill", actor=employer, at=NOW, values={"outcome": "here"})
    gone = ward.get(vacancy.get_absolute_url())
    assert (gone.status_code, "ld+json" in gone.content.decode(), total(ward, "")) == (410, False, before - 1)
