"""What rooms to the right build on: who is accompanied, who hears of a lease, what an outsider never sees."""

import pytest
from django.urls import reverse

from housing.consultations import access, listeners
from housing.consultations.actions import intake, planning
from housing.consultations.choices import Scope
from portal.lib.refusal import Refused
from tests import people
from tests.factories.times import NOW

from . import acts

pytestmark = pytest.mark.django_db


def engage(street, consultation) -> None:
    acts.agree(consultation, Scope.SUPPORTER, street)
    planning.engage(consultation=consultation, supporter=street.supporter.organisation, actor=street.staff.user, at=NOW)


def test_nobody_accompanies_without_the_persons_consent(street):
    consultation = acts.opened(street)
    with pytest.raises(Refused):
        planning.engage(
            consultation=consultation, supporter=street.supporter.organisation, actor=street.staff.user, at=NOW
        )


def test_only_the_corporation_at_hand_sees_the_thread(street):
    consultation = acts.at_state(street, "hearing")
    there = reverse("consultations:supporter_thread", args=[consultation.case.public_id])
    assert street.supporter.client.get(there).status_code == 404
    engage(street, consultation)
    page = street.supporter.client.get(there).content.decode()
    assert "架空 ふみ" in page
    assert people.employer("5000012050004").client.get(there).status_code == 404
    planning.disengage(consultation=consultation, actor=street.staff.user, at=NOW)
    assert street.supporter.client.get(there).status_code == 404


def test_a_note_among_staff_is_read_by_staff_alone(street):
    consultation = acts.opened(street, person=street.seeker.user)
    street.staff.client.post(
        reverse("consultations:staff_message", args=[consultation.case.public_id]),
        {"text": "うちうちのメモ", "internal": "on"},
    )
    assert "うちうちのメモ" not in street.seeker.client.get(consultation.get_absolute_url()).content.decode()
    there = reverse("consultations:staff_thread", args=[consultation.case.public_id])
    assert "うちうちのメモ" in street.staff.client.get(there).content.decode()


def test_the_corporation_holds_the_checks_after_moving_in(street):
    consultation = acts.at_state(street, "leased")
    engage(street, consultation)
    row = acts.move(consultation, "move_in", street.staff.user)
    assert row.case.turn == "supporter"


def test_whoever_asked_hears_of_a_lease_in_the_same_act(street, monkeypatch):
    heard = []
    monkeypatch.setattr(listeners, "_leases", [])
    listeners.when_lease(lambda consultation, at: heard.append((consultation.pk, at)))
    consultation = acts.at_state(street, "leased")
    assert heard == [(consultation.pk, NOW)]


def test_seen_by_is_her_own_the_wards_and_the_corporations(street):
    consultation = acts.opened(street, person=street.seeker.user)
    engage(street, consultation)
    for person, count in ((street.seeker, 1), (street.staff, 1), (street.supporter, 1), (street.shop, 0)):
        assert access.consultations_seen_by(person.user).count() == count


def test_consent_taken_back_hides_the_name_from_the_shop(street):
    consultation = acts.at_state(street, "applied", person=street.seeker.user)
    there = reverse("consultations:dealing", args=[consultation.current.public_id])
    assert "架空 ふみ" in street.shop.client.get(there).content.decode()
    consent = consultation.consents.get(scope=Scope.SHOP)
    street.seeker.client.post(reverse("consultations:take_back", args=[consultation.case.public_id, consent.pk]))
    assert "架空 ふみ" not in street.shop.client.get(there).content.decode()


@pytest.mark.parametrize("who", ["seeker", "staff"])
def test_consent_that_was_taken_back_is_given_anew_by_a_button(street, who):
    consultation = acts.at_state(street, "screening", person=street.seeker.user)
    dealing = reverse("consultations:dealing", args=[consultation.current.public_id])
    name, client = {"seeker": "thread", "staff": "staff_thread"}[who], getattr(street, who).client
    page, prefix = reverse(f"consultations:{name}", args=[consultation.case.public_id]), name.removesuffix("thread")
    act = reverse(f"consultations:{prefix}act", args=[consultation.case.public_id, "agree_anew"])
    assert act not in client.get(page).content.decode()
    intake.take_back(consent=consultation.consents.get(scope=Scope.SHOP), actor=street.seeker.user, at=NOW)
    assert act in client.get(page).content.decode()
    before = acts.fresh(consultation).case
    refused = client.post(act, {"version": before.version})
    assert (refused.status_code, "伝えるには、印をつけてください" in refused.content.decode()) == (422, True)
    assert client.post(act, {"version": before.version, "agrees": "on"}).status_code == 302
    assert "架空 ふみ" in street.shop.client.get(dealing).content.decode()
    assert act not in client.get(page).content.decode()
    after = acts.fresh(consultation).case
    assert (after.state, after.turn, after.due_on) == (before.state, before.turn, before.due_on)
    consent = consultation.consents.get(scope=Scope.SHOP, withdrawn_at=None)
    assert (consent.organisation, consent.how) == (street.shop.organisation, {"seeker": "web", "staff": "call"}[who])


def test_after_protection_the_button_is_there_for_the_named_alone(street):
    consultation = acts.at_state(street, "applied", person=street.seeker.user)
    intake.protect(consultation=consultation, actor=street.staff.user, at=NOW)
    act = reverse("consultations:staff_act", args=[consultation.case.public_id, "agree_anew"])
    assert people.staff("betsu").client.post(act, {"agrees": "on"}).status_code == 404
    assert not access.has_consent(consultation, Scope.SHOP, street.shop.organisation.pk)
    street.staff.client.post(act, {"agrees": "on"})
    assert access.has_consent(consultation, Scope.SHOP, street.shop.organisation.pk)


def test_closing_the_account_ends_and_forgets(street):
    from housing.consultations.closing import CONSULTATIONS

    consultation = acts.at_state(street, "viewing", person=street.seeker.user)
    CONSULTATIONS.let_go(street.seeker.user, NOW)
    row = acts.fresh(consultation)
    assert (row.case.state, row.outcome, row.name, row.phone, row.household) == ("closed", "withdrawn", "", "", {})
    assert row.forgotten_at == NOW


def test_a_protected_one_cannot_be_opened_by_nobody(db):
    with pytest.raises(Refused):
        intake.open_consultation(text="x", actor=None, protected=True, at=NOW)
