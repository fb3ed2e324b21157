"""What the council reads: counts below ten are not shown, as charts and as a file."""

import datetime as dt

import pytest
from django.urls import reverse

from housing.consultations import figures
from housing.consultations.choices import Outcome
from housing.consultations.models import Consultation
from tests.factories.times import NOW

from . import acts

pytestmark = pytest.mark.django_db
YEAR = (dt.date(2026, 4, 1), dt.date(2027, 3, 31))


def counted(title: str) -> dict[str, int | None]:
    found = next(figure for figure in figures.all_figures(*YEAR) if str(figure.title) == title)
    return {str(label): count for label, count in found.rows}


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_from_one_to_nine_nothing_is_shown(street, count, shown):
    for _number in range(count):
        acts.opened(street)
    assert counted("相談から成約まで")["相談"] == shown


def test_the_road_is_counted_in_people_who_came_so_far(street):
    for _number in range(10):
        acts.at_state(street, "informed")
    assert counted("相談から成約まで") == {
        "相談": 10, "求む物件カードを送った": 10, "住まいを紹介した": 10, "見学した": 0, "契約した（成約）": 0,
    }  # fmt: skip
    assert counted("店の返事と審査の理由") == {"先に決まった": 10}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [([12, 10], [12, None]), ([20, 10], [20, 10]), ([12, 12], [12, 12]), ([30, 25, 18], [30, None, 18])],
)
def test_what_follows_by_subtraction_is_not_shown(counts, shown):
    rows = figures.narrowing((str(place), count) for place, count in enumerate(counts))
    assert [count for _label, count in rows] == shown


def test_two_who_did_not_stay_are_not_told_by_a_difference(street):
    for number in range(12):
        row = acts.opened(street)
        referral = row.referrals.create(handed_at=NOW, handed_by=street.staff.user)
        home = referral.homes.create(organisation=street.shop.organisation, described="1K")
        lease = row.leases.create(home=home, recorded_at=NOW, **acts.LEASE)
        lease.checks.create(days=30, stays=number < 10, checked_at=NOW, checked_by=street.staff.user)
    assert counted("入居のあと（定着）") == {
        "入居": 12, "30日たって、住みつづけている": None, "90日たって、住みつづけている": 0,
        "180日たって、住みつづけている": 0,
    }  # fmt: skip


def test_why_it_failed_is_counted_by_reason(street):
    for number in range(12):
        row = acts.opened(street)
        failure = "rent" if number < 10 else "steps"
        acts.move(row, "close", street.staff.user, outcome=Outcome.NOT_MADE, failure=failure)
    assert counted("契約に至らなかった理由") == {"条件に合う物件なし（家賃）": 10, "条件に合う物件なし（段差）": None}


def test_the_page_names_what_is_too_small_and_the_file_says_so(street):
    acts.opened(street)
    page = street.staff.client.get(reverse("consultations:figures")).content.decode()
    assert "出さない数：相談" in page
    file = b"".join(street.staff.client.get(reverse("consultations:figures_csv")).streaming_content).decode()
    assert "相談から成約まで,相談,出さない数,件" in file


def test_a_year_is_from_april_to_march(street):
    for _number in range(10):
        acts.opened(street)
    Consultation.objects.first().case.__class__.objects.update(opened_at=NOW - dt.timedelta(days=365), changed_at=NOW)
    assert counted("相談から成約まで")["相談"] == 0
    last_year = street.staff.client.get(reverse("consultations:figures"), {"year": "2025"}).content.decode()
    assert "2025年度に受けた相談" in last_year


def test_only_the_ward_reads_them(street):
    for person in (street.seeker, street.shop, street.supporter):
        assert person.client.get(reverse("consultations:figures")).status_code == 404
        assert person.client.get(reverse("consultations:figures_csv")).status_code == 404
