"""One home goes to one household; days of a deal are days of this life."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from housing.consultations.choices import HomeStep
from housing.consultations.models import Lease, ReferredHome
from portal.cases.models import Case
from portal.lib.refusal import Refused
from tests.factories.times import NOW

from . import acts

pytestmark = pytest.mark.django_db
GONE = "この部屋は、ほかの方に決まったか、募集が終わりました。ほかの部屋を選んでください。"


def refused(consultation, step: str, actor, **values) -> str:
    with pytest.raises(Refused) as caught:
        acts.move(consultation, step, actor, **values)
    return str(caught.value)


def test_a_home_kept_for_one_household_is_chosen_applied_for_and_passed_by_no_other(street):
    first = acts.at_state(street, "screening")
    others = {state: acts.at_state(street, state) for state in ("informed", "viewed", "screening")}
    acts.go(street, first, "contract")
    home = others["informed"].referrals.get().homes.get()
    staff = street.staff.user
    assert refused(others["informed"], "choose", staff, home=home.pk) == GONE
    assert refused(others["viewed"], "apply", staff, agrees=True) == GONE
    assert refused(others["screening"], "pass", street.shop.user) == GONE
    acts.go(street, first, "leased")
    assert refused(others["screening"], "pass", street.shop.user) == GONE
    assert acts.move(others["screening"], "decline", staff).case.state == "sorting"


def test_a_home_that_is_let_is_leased_to_nobody_else(street):
    first, second = acts.at_state(street, "contract"), acts.at_state(street, "informed")
    home = second.referrals.get().homes.get()
    acts.go(street, first, "leased")
    ReferredHome.objects.filter(pk=home.pk).update(step=HomeStep.PASSED)
    type(second).objects.filter(pk=second.pk).update(current=home)
    Case.objects.filter(pk=second.case.pk).update(state="contract")
    assert refused(second, "lease", street.staff.user, **acts.LEASE) == GONE
    assert Lease.objects.get().consultation == first


def test_the_database_holds_one_lease_for_a_home_until_somebody_leaves(street):
    first, second = acts.at_state(street, "leased"), acts.opened(street)
    referral = first.referrals.get()
    home = ReferredHome.objects.create(referral=referral, organisation=street.shop.organisation, described="1K")
    told = {**acts.LEASE, "consultation": second, "home": home, "listing": street.home, "recorded_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Lease.objects.create(**told)
    Lease.objects.filter(consultation=first).update(left_on=dt.date(2026, 12, 31))
    Lease.objects.create(**told)


@pytest.mark.parametrize("day", [dt.date(1999, 12, 31), dt.date(2029, 1, 1)])
def test_a_lease_of_a_far_day_is_not_taken(street, day):
    consultation = acts.at_state(street, "contract")
    there = reverse("consultations:staff_act", args=[consultation.case.public_id, "lease"])
    data = {**acts.LEASE, "leased_on": f"{day:%Y/%m/%d}", "moved_in_on": f"{day:%Y/%m/%d}"}
    page = street.staff.client.post(there, {**data, "version": consultation.case.version})
    sentence = "日付が遠すぎます。2000年から、2年先までの日付を入れてください。"
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    days = {"leased_on": day, "moved_in_on": day}
    assert refused(consultation, "lease", street.staff.user, **{**acts.LEASE, **days}) == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"day": "2029年1月5日", "place": "架空台駅"}, "日付が遠すぎます。"),
        ({"day": "2026年11月30日", "place": "外国人不可です"}, "は書けません"),
    ],
)
def test_a_viewing_far_away_or_with_words_that_turn_away_is_not_taken(street, data, sentence):
    consultation = acts.at_state(street, "viewing")
    there = reverse("consultations:dealing_act", args=[consultation.current.public_id, "set_viewing"])
    page = street.shop.client.post(there, {"time": "10:00", "version": consultation.case.version, **data})
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert acts.fresh(consultation).case.state == "viewing"
