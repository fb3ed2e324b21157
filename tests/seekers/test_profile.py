"""What a seeker keeps about herself: hers alone, saved whole, never overwritten by an older window."""

import pytest
from django.urls import reverse

from jobs.seekers import actions
from jobs.seekers.models import KeptVacancy, Profile
from portal.cases.actions import Stale
from tests import people
from tests.factories import applications, vacancies
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db
EMPTY_ROWS = {"jobs-TOTAL_FORMS": 0, "jobs-INITIAL_FORMS": 0}


@pytest.fixture
def seeker(db):
    return people.seeker()


def sent(**changes):
    return {"name": "架空 はな", "kana": "かくう はな", "mode": "cycle", "saves": 0, **EMPTY_ROWS, **changes}


def test_a_profile_is_saved_and_shown_again(seeker):
    address = reverse("seekers:profile")
    answer = seeker.client.post(
        address,
        sent(
            phone="03-3993-1111", qualifications=["Q05"], planned=["Q05", "Q01"], days_per_week="３", motive="人が好き"
        ),
    )
    assert (answer.status_code, answer.url) == (302, address)
    profile = Profile.objects.get(user=seeker.user)
    assert (profile.phone, profile.days_per_week, profile.motive) == ("0339931111", 3, "人が好き")
    held = [(row.code_id, row.planned) for row in profile.qualifications.order_by("planned")]
    assert held == [("Q05", False), ("Q01", True)]
    assert "人が好き" in seeker.client.get(address).content.decode()


def test_an_older_window_overwrites_nothing(seeker):
    address = reverse("seekers:profile")
    seeker.client.post(address, sent(motive="新しい"))
    answer = seeker.client.post(address, sent(motive="古い"))
    page = answer.content.decode()
    assert "ほかの画面で先に保存されました。" in page
    assert "古い" in page, "what was typed is still in the form"
    assert Profile.objects.get(user=seeker.user).motive == "新しい"


def test_stale_saves_are_refused_by_the_action_itself(seeker):
    profile = actions.profile_of(user=seeker.user, at=NOW)
    given = {"name": "", "kana": "", "occupations": [], "qualifications": [], "experiences": []}
    actions.save_profile(profile=profile, values={}, saves=0, actor=seeker.user, at=NOW, **given)
    with pytest.raises(Stale):
        actions.save_profile(profile=profile, values={}, saves=0, actor=seeker.user, at=NOW, **given)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"place": "架空園", "work": "保育", "since": ""}, "始めた日を入れてください"),
        ({"place": "", "work": "", "since": "2019-04-01"}, "勤め先の名前を入れてください。"),
        ({"place": "架空園", "since": "2020-04-01", "until": "2019-04-01"}, "終わった日が、始めた日より前"),
    ],
)
def test_a_wrong_job_is_told_and_nothing_is_saved(seeker, row, told):
    rows = {f"jobs-0-{name}": value for name, value in row.items()}
    page = seeker.client.post(reverse("seekers:profile"), sent(motive="x", **rows) | {"jobs-TOTAL_FORMS": 1})
    assert (page.status_code, told in page.content.decode()) == (200, True)
    assert Profile.objects.get(user=seeker.user).motive == ""


def test_an_employer_sees_what_was_shown_and_no_later_change(seeker):
    employer, staff = people.employer(), people.staff()
    vacancy = vacancies.published(vacancies.facility(employer.organisation), employer.user, staff.user)
    seeker.client.post(reverse("seekers:profile"), sent(motive="はじめのことば", phone="0339931111"))
    seeker.user.refresh_from_db()
    thread = applications.applied(vacancy, seeker.user, contact=False)
    seeker.client.post(reverse("seekers:profile"), sent(motive="あとのことば", saves=1))
    page = employer.client.get(thread.get_absolute_url()).content.decode()
    assert [text in page for text in ("はじめのことば", "あとのことば", "0339931111", seeker.user.email)] == [
        True,
        False,
        False,
        False,
    ]


# Kept vacancies


@pytest.fixture
def vacancy(db):
    employer, staff = people.employer(), people.staff()
    return vacancies.published(vacancies.facility(employer.organisation), employer.user, staff.user)


def keep(client, vacancy, **headers):
    return client.post(
        reverse("seekers:keep", args=[vacancy.public_id]), headers=headers or {"Sec-Fetch-Site": "same-origin"}
    )


def test_kept_on_the_device_goes_to_the_account_with_the_first_look(client, vacancy, seeker):
    assert keep(client, vacancy).status_code == 302
    assert KeptVacancy.objects.count() == 0
    assert vacancy.public_id in client.get(reverse("seekers:kept")).content.decode()
    client.force_login(seeker.user)
    assert vacancy.public_id in client.get(reverse("seekers:kept")).content.decode()
    assert list(KeptVacancy.objects.values_list("user", "vacancy")) == [(seeker.user.pk, vacancy.pk)]
    assert client.cookies["kept"].value == ""


def test_keeping_twice_is_once_and_letting_go_ends_it(seeker, vacancy):
    for _click in range(2):
        keep(seeker.client, vacancy)
    assert KeptVacancy.objects.count() == 1
    seeker.client.post(
        reverse("seekers:keep", args=[vacancy.public_id]), {"drop": "1"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert KeptVacancy.objects.count() == 0


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
)
def test_another_site_keeps_nothing(seeker, vacancy, headers):
    assert keep(seeker.client, vacancy, **headers).status_code == 403
    assert KeptVacancy.objects.count() == 0


def test_a_forged_cookie_is_an_empty_list(client, vacancy):
    client.cookies["kept"] = f"{vacancy.public_id}:forged"
    page = client.get(reverse("seekers:kept"))
    assert (page.status_code, vacancy.public_id in page.content.decode()) == (200, False)
