"""Who runs a facility: by the number in public tables, or by a word of the ward."""

from portal.accounts.actions.organisations import verify_organisation
from portal.accounts.models import Organisation
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
    verify_organisation(organisation=organisation, actor=people.staff().user, at=AT)
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
