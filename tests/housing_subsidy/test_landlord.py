"""A lease through the ward's consultation opens the landlords' grant with what is known already."""

from housing.consultations.models import Consultation, Lease
from portal.cases.models import Case
from portal.grants.filings.access import filings_for_staff
from portal.grants.filings.models import Filing
from portal.notices.models import Notice
from tests.consultations import acts
from tests.consultations.conftest import Street
from tests.factories import grants

FACTS = {
    "landlord": "架空 大家",
    "through_ward": True,
    "leased_on": "2026-11-24",
    "moved_in_on": "2026-12-01",
    "rent": 52_000,
    "common_fee": 3_000,
}


def test_a_lease_opens_a_draft_for_the_shop_with_its_facts(street: Street) -> None:
    version = grants.version("landlord_support")
    consultation = acts.at_state(street, "leased")
    filing, lease = Filing.objects.get(), Lease.objects.get()
    assert filing.answers == {**FACTS, "home": str(lease.home)}
    assert (filing.grant.version, filing.case.state, filing.case.turn) == (version, "draft", "organisation")
    assert filing.case.organisation == street.shop.organisation
    for name in (acts.CONTACT["name"], consultation.case.number):
        assert name not in str(filing.answers)


def test_the_people_of_the_shop_are_told_and_can_go_on(street: Street) -> None:
    grants.version("landlord_support")
    acts.at_state(street, "leased")
    notice = Notice.objects.get(kind="landlord_grant_prepared")
    assert notice.user == street.shop.user
    page = street.shop.client.get(notice.path)
    assert page.status_code == 200
    assert "契約" in page.content.decode()
    assert street.other_shop.client.get(notice.path).status_code == 404


def test_the_ward_sees_nothing_of_it_before_it_is_sent(street: Street) -> None:
    grants.version("landlord_support")
    acts.at_state(street, "leased")
    assert list(filings_for_staff(grants.editor())) == []


def test_while_nothing_is_open_a_lease_is_made_all_the_same(street: Street) -> None:
    grants.draft("landlord_support")
    acts.at_state(street, "leased")
    assert (Lease.objects.count(), Filing.objects.count()) == (1, 0)


def test_a_protected_consultation_opens_nothing_by_itself(street: Street) -> None:
    grants.version("landlord_support")
    consultation = acts.at_state(street, "contract")
    Consultation.objects.filter(pk=consultation.pk).update(is_protected=True)
    Case.objects.filter(pk=consultation.case_id).update(is_restricted=True)
    consultation.named.create(user=street.staff.user, named_by=street.staff.user, named_at=acts.NOW)
    acts.go(street, consultation, "leased")
    assert (Lease.objects.count(), Filing.objects.count()) == (1, 0)
