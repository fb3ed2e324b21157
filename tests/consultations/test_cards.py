"""求む物件カード: no name on it, three taps, one reminder, and an end on a day that the person can see."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from housing.consultations import queries
from housing.consultations.actions import asking
from housing.consultations.models import Inquiry, WishCard
from housing.homes.choices import PartnerKind
from housing.homes.models import Partner
from portal.lib.refusal import Refused
from portal.notices.models import Notice
from tests import people
from tests.factories.times import NOW

from . import acts
from .conftest import partner

pytestmark = pytest.mark.django_db
# NOW is a Tuesday; three business days end on Friday, the reminder goes out on Thursday.
THURSDAY, FRIDAY, MONDAY = (NOW + dt.timedelta(days=days) for days in (2, 3, 6))


def inquiry_to(person) -> Inquiry:
    return Inquiry.objects.get(organisation=person.organisation)


def test_a_card_has_no_column_for_a_name_or_a_category():
    columns = {field.name for field in WishCard._meta.get_fields()}
    assert columns == {
        "id", "consultation", "number", "size", "age", "rent_low", "rent_high", "towns", "area_low", "needs",
        "guarantees", "timing", "sent_at", "sent_by", "closes_on", "inquiries",
    }  # fmt: skip


def test_shops_are_asked_directly_or_through_their_association(street):
    association = partner(people.employer("5000012050004"), PartnerKind.ASSOCIATION, asks_shops_directly=False)
    Partner.objects.filter(pk=street.partners["other"].pk).update(association=association)
    assert {str(one) for one in queries.asked_partners()} == {str(association), str(street.partners["shop"])}
    Partner.objects.filter(pk=association.pk).update(asks_shops_directly=True)
    assert {str(one) for one in queries.asked_partners()} == {
        str(street.partners["other"]),
        str(street.partners["shop"]),
    }


def test_an_association_passes_a_card_on_and_its_shops_answer(street):
    chair = people.employer("5000012050004")
    association = partner(chair, PartnerKind.ASSOCIATION, asks_shops_directly=False)
    Partner.objects.filter(pk=street.partners["other"].pk).update(association=association)
    consultation = acts.at_state(street, "asking")
    done = chair.client.post(reverse("consultations:pass_on", args=[inquiry_to(chair).public_id]))
    assert done.status_code == 302
    assert inquiry_to(street.other_shop).through == inquiry_to(chair)
    asking.answer(inquiry=inquiry_to(street.shop), answer="yes", listings=[street.home], actor=street.shop.user, at=NOW)
    assert acts.fresh(consultation).case.state == "asking"
    asking.answer(
        inquiry=inquiry_to(street.other_shop), answer="no", reason="taken", actor=street.other_shop.user, at=NOW
    )
    assert acts.fresh(consultation).case.state == "answers"


def test_a_shop_answers_in_three_taps_and_may_change_its_mind(street):
    acts.at_state(street, "asking")
    there = reverse("consultations:card", args=[inquiry_to(street.shop).public_id])
    assert street.shop.client.post(there, {"answer": "later", "reason": "timing"}).status_code == 302
    assert street.shop.client.post(there, {"answer": "yes", "listings": [street.home.pk]}).status_code == 302
    inquiry = inquiry_to(street.shop)
    assert (inquiry.answer, list(inquiry.listings.all())) == ("yes", [street.home])


def test_an_answer_changed_after_the_ward_went_on_is_a_line_on_the_thread(street):
    consultation = acts.at_state(street, "informed")
    told = {"inquiry": inquiry_to(street.other_shop), "actor": street.other_shop.user, "at": NOW}
    asking.answer(answer="no", reason="taken", **told)
    assert not consultation.case.events.filter(transition="late_answer").exists()
    asking.answer(answer="conditional", condition="2階ならあります", **told)
    assert consultation.case.events.filter(transition="late_answer").count() == 1
    assert acts.fresh(consultation).case.state == "informed"
    there = reverse("consultations:staff_thread", args=[consultation.case.public_id])
    assert "お店から、新しい返事がありました。" in street.staff.client.get(there).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"answer": "no"}, "理由を一つ選んでください。"),
        ({"answer": "yes"}, "出せる部屋を選ぶか、部屋のようすを書いてください。"),
        ({}, "返事"),
        ({"answer": "conditional", "condition": "高齢者不可です"}, "高齢者不可"),
    ],
)
def test_an_answer_that_cannot_be_taken_says_how_to_mend_it(street, data, sentence):
    acts.at_state(street, "asking")
    refused = street.shop.client.post(reverse("consultations:card", args=[inquiry_to(street.shop).public_id]), data)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert inquiry_to(street.shop).answer == ""


def test_a_shop_offers_its_own_homes_only(street):
    acts.at_state(street, "asking")
    refused = street.other_shop.client.post(
        reverse("consultations:card", args=[inquiry_to(street.other_shop).public_id]),
        {"answer": "yes", "listings": [street.home.pk]},
    )
    assert refused.status_code == 422


def test_somebody_elses_card_is_not_there(street):
    acts.at_state(street, "asking")
    there = reverse("consultations:card", args=[inquiry_to(street.shop).public_id])
    assert street.other_shop.client.get(there).status_code == 404
    assert street.seeker.client.get(there).status_code == 404
    assert street.staff.client.get(there).status_code == 404


def test_one_reminder_then_closed_as_unanswered(street):
    consultation = acts.at_state(street, "asking", person=street.seeker.user)
    assert inquiry_to(street.shop).card.closes_on == FRIDAY.date()
    page = street.seeker.client.get(consultation.get_absolute_url()).content.decode()
    assert "2か所にたずね、0か所から返事がありました。2026年11月27日（金）で閉じます。" in page
    asking.chase_cards(at=NOW + dt.timedelta(days=1))
    assert inquiry_to(street.shop).reminded_at is None
    assert asking.chase_cards(at=THURSDAY) == 2
    assert asking.chase_cards(at=THURSDAY) == 0
    assert asking.chase_cards(at=FRIDAY) == 0
    assert Notice.objects.filter(user=street.shop.user, kind="consultation_card_again").count() == 1
    assert asking.chase_cards(at=MONDAY) == 2
    assert inquiry_to(street.shop).answer == "none"
    assert acts.fresh(consultation).case.state == "sorting"


def test_a_closed_card_takes_no_answer(street):
    acts.at_state(street, "asking")
    with time_machine.travel(MONDAY, tick=False), pytest.raises(Refused):
        asking.answer(inquiry=inquiry_to(street.shop), answer="no", reason="taken", actor=street.shop.user, at=MONDAY)


def test_when_nobody_has_anything_the_wishes_are_looked_at_again(street):
    consultation = acts.at_state(street, "asking")
    for person in (street.shop, street.other_shop):
        asking.answer(inquiry=inquiry_to(person), answer="no", reason="size", actor=person.user, at=NOW)
    assert acts.fresh(consultation).case.state == "sorting"


def test_the_mail_says_nothing_of_the_person(street):
    acts.at_state(street, "asking", person=street.seeker.user)
    notice = Notice.objects.get(user=street.shop.user, kind="consultation_card")
    assert notice.subject == "求む物件カードが届きました"
    assert "架空 ふみ" not in notice.body and "段差" not in notice.body
