"""Every published table at hand, in the order of the names, twice."""

import pytest

from portal.facilities.models import Access, Facility, Statement

pytestmark = pytest.mark.real_data
EVENTS = "nerima_hokatsu_center_changes_2023_2025.csv"


@pytest.fixture
def files(real_data):
    return sorted((real_data / "care").iterdir()) + sorted((real_data / "childcare").iterdir())


def test_all_files_load_and_load_again_unchanged(files, bring):
    first = {file.name: bring(file.read_bytes(), file.name) for file in files}
    assert {name: len(report.refused) for name, report in first.items() if report.refused} == {EVENTS: 1}
    assert first[EVENTS].refused[0]["reason"].startswith("施設の一覧ではなく、出来事（移転・新設など）の一覧です。")
    read = {name: report.read for name, report in first.items()}
    assert (read["nerima_care_services_202506.json"], read["nerima_kaigo_jigyosho_2025.csv"]) == (398, 260)
    assert (read["tokyo_ninsho_a_2017.csv"], read["tokyo_ninsho_b_2017.csv"]) == (560, 73)
    assert first["nerima_tokuyou_202506_layout17.csv"].created == 0
    assert first["nerima_kuritsu_hoikuen.geojson"].created == 0
    _assert_known_defects(first)
    second = {file.name: bring(file.read_bytes(), file.name) for file in files}
    assert {name: (report.created, report.updated) for name, report in second.items()} == dict.fromkeys(first, (0, 0))


def _assert_known_defects(reports):
    said = {name: [entry["reason"] for entry in report.doubtful] for name, report in reports.items()}
    care = said["nerima_kaigo_jigyosho_2025.csv"]
    assert sum("東京の周辺ではない" in reason for reason in care) == 1
    assert sum("メールアドレス" in reason for reason in care) == 1
    assert sum("約9km離れている" in reason for reason in said["nerima_care_services_202506.json"]) == 1
    assert sum("先頭の0" in reason for reason in said["nerima_care_services_202506.json"]) == 3
    assert sum("年齢別の合計" in reason for reason in said["nerima_kuritsu_hoikuen.geojson"]) == 4
    assert Facility.objects.filter(capacity=0).count() == 0
    assert Facility.objects.filter(name="西大泉保育園").values_list("capacity", flat=True).get() != 54
    assert Facility.objects.filter(municipality="練馬区", address="").count() > 0
    assert not Facility.objects.filter(latitude__gt=40).exists()
    assert Statement.objects.filter(value__contains="改行").count() == 0
    assert Facility.objects.get(name="ひまわりキッズルーム大泉").address == "東大泉6-52-1"
    assert Access.objects.filter(facility__municipality="練馬区").count() > 1000


def test_the_untouched_original_is_the_same_list(real_data, bring):
    converted = bring((real_data / "childcare/nerima_kuritsu_hoikuen.csv").read_bytes())
    original = bring((real_data / "peer-tests/encoding/kuritsuhoikuen_original_cp932.csv").read_bytes())
    assert (converted.created, original.read, original.created) == (60, 60, 0)
