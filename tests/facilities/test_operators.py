"""What the ward says of a facility: who runs it, and the official facts."""

from portal.accounts.actions.organisations import verify_organisation
from portal.accounts.models import Organisation
from portal.accounts.queries import fingerprint
from portal.facilities.models import Facility
from tests import people

from .conftest import AT

NUMBER, OTHER = "7000012050002", "2000012050003"
TABLE = (
    "事業所名,サービスの種類,住所,電話番号,法人番号,法人の名称,事業所番号\n"
    f"架空の苑,介護老人福祉施設,東京都練馬区光が丘3-3-5,03-3993-1111,{NUMBER},架空会,1372000001\n"
)


def runner() -> str:
    return Facility.objects.values_list("organisation__name", flat=True).get()


def test_verifying_an_organisation_gives_it_the_facilities_of_its_number(bring):
    bring(TABLE)
    organisation = Organisation.objects.create(name="架空会", corporate_number=NUMBER)
    Organisation.objects.create(name="別の会", corporate_number=OTHER)
    assert runner() is None
    seen = fingerprint(organisation)
    verify_organisation(organisation=organisation, seen=seen, actor=people.staff().user, at=AT)
    assert runner() == "架空会"


def test_an_import_finds_the_verified_organisation(bring):
    officer = people.staff().user
    Organisation.objects.create(name="架空会", corporate_number=NUMBER, verified_at=AT, verified_by=officer)
    bring(TABLE)
    assert runner() == "架空会"


def test_staff_name_the_operator_where_no_table_does(bring):
    officer = people.staff()
    bring(TABLE)
    address = f"/staff/facilities/{Facility.objects.get().public_id}/operator/"
    organisation = Organisation.objects.create(name="別の会", corporate_number=OTHER)
    page = officer.client.post(address, {"number": OTHER}, follow=True).content.decode()
    assert ("先に団体を確認してください" in page, runner()) == (True, None)
    Organisation.objects.filter(pk=organisation.pk).update(verified_at=AT, verified_by=officer.user)
    officer.client.post(address, {"number": "２０００-０１２０５０００３"})
    assert runner() == "別の会"
    assert people.employer().client.post(address, {"number": OTHER}).status_code == 404


def test_staff_enter_an_official_fact_once(bring):
    bring(TABLE)
    facility, officer = Facility.objects.get(), people.staff()
    address = f"/staff/facilities/{facility.public_id}/facts/"
    sent = {"subject": "evaluation", "value": "受審済み", "source": "架空の公表ページ", "as_of": "令和8年11月1日"}
    page = officer.client.post(address, sent, follow=True).content.decode()
    assert ("受審済み" in page, "架空の公表ページ" in page, "2026年11月1日" in page) == (True, True, True)
    again = officer.client.post(address, sent).content.decode()
    assert ("もう登録されています" in again, facility.quality_facts.count()) == (True, 1)
    assert people.seeker().client.get(address).status_code == 404
