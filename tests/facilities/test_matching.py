"""Which facility a row means, and which source counts."""

import json

import pytest

from portal.facilities import queries
from portal.facilities.models import Facility, Statement

HEAD = "名称,所在地,緯度,経度,電話\n"
LICENSED = "name,address,postalCode,tell,capacity\n"


def nursery(capacity, **ages) -> str:
    properties = {
        "Name": "見本保育園",
        "Type": "区立認可保育園",
        "Add1": "練馬区",
        "Add2": "栄町40-7",
        "Capall": capacity,
    }
    feature = {"geometry": {"coordinates": [139.671, 35.7396]}, "properties": properties | ages}
    return json.dumps({"features": [feature]})


@pytest.mark.parametrize(
    "row",
    [
        "見本保育園,東京都練馬区栄町40番7号,176-0006,03-3994-0001,130",
        "練馬区立見本保育園,練馬区栄町４０－７,176-0006,03-3994-0001,130",
        "見本　保育園,練馬区栄町40-7-101,176-0006,03-3994-0001,130",
    ],
)
def test_a_row_without_number_is_matched_by_name_and_address(bring, row):
    bring(HEAD + "見本保育園,練馬区栄町40-7,,,03-3994-0001\n")
    report = bring(LICENSED + row)
    assert (report.created, report.updated, Facility.objects.count()) == (0, 1, 1)


def test_neighbours_in_one_building_stay_apart(bring):
    report = bring(
        HEAD + "栄町保育園,練馬区栄町40-7,,,\n栄町児童館,練馬区栄町40-7,,,\n栄町児童館学童クラブ,練馬区栄町40-7,,,\n"
    )
    assert report.created == 3
    assert list(Facility.objects.order_by("pk").values_list("kind_id", flat=True)) == ["F61", "F82", "F80"]


def test_another_number_in_the_same_town_is_the_same_facility_with_a_doubt(bring):
    bring(HEAD + "見本保育園,練馬区栄町40-7,,,\n")
    report = bring(LICENSED + "見本保育園,練馬区栄町41-1,,,\n")
    assert (report.created, Facility.objects.count()) == (0, 1)
    assert "番地が異なりますが" in report.doubtful[0]["reason"]
    assert Facility.objects.get().address == "栄町40-7"


def test_the_same_name_in_another_town_is_another_facility_with_a_doubt(bring):
    bring(HEAD + "見本保育園,練馬区栄町40-7,,,\n")
    report = bring(HEAD + "見本保育園,練馬区早宮1-1-1,,,\n")
    assert report.created == 1
    assert "移転かどうか確かめてください" in report.doubtful[0]["reason"]
    assert bring(HEAD + "見本保育園,練馬区早宮1-1-1,,,\n").unchanged == 1


def test_one_number_stands_for_each_of_its_services(bring):
    head = "事業所名,サービスの種類,市区町村名,住所,緯度,経度,事業所番号,定員\n"
    rows = "見本老健,{},練馬区,練馬区栄町1-1,,,1372000001,{}\n"
    table = head + rows.format("介護老人保健施設", 100) + rows.format("通所リハビリテーション", 40)
    assert (bring(table).created, bring(table).unchanged) == (2, 2)


def test_the_second_row_of_a_file_about_one_facility_does_not_count(bring):
    head = "事業所名,サービスの種類,市区町村名,住所,緯度,経度,事業所番号,定員\n"
    rows = "見本用具,{},練馬区,練馬区栄町1-1,,,1372000001,{}\n"
    report = bring(head + rows.format("福祉用具貸与", 10) + rows.format("特定福祉用具販売", 20))
    assert (report.created, report.unchanged) == (1, 1)
    assert report.doubtful[0]["reason"] == "2行目と同じ施設です。先の行を使いました。異なる項目：定員"
    assert Facility.objects.get().capacity == 10


def test_the_more_trusted_source_counts_in_either_order(bring):
    licensed = LICENSED + "見本保育園,練馬区栄町40-7,176-0006,,130\n"
    for tables in ([nursery(134), licensed], [licensed, nursery(134)]):
        Statement.objects.all().delete()
        Facility.objects.all().delete()
        for table in tables:
            report = bring(table)
        assert Facility.objects.get().capacity == 134
        assert any("異" in entry["reason"] or "ですが" in entry["reason"] for entry in report.doubtful)
        assert [bring(table).unchanged for table in tables] == [1, 1]
    fact = next(fact for fact in queries.facts(Facility.objects.get()) if str(fact.label) == "定員")
    assert (fact.value, fact.source) == ("134名", "自治体オープンデータ（認可保育園）")
    assert fact.differing == (("東京都 認可保育所一覧", "130名"),)


def test_a_doubtful_value_loses_to_any_other(bring):
    report = bring(nursery(54, Cap0=50, Cap1=52))
    assert report.doubtful[0]["reason"] == "定員54名が年齢別の合計102名と合いません。"
    assert Facility.objects.get().capacity == 54
    bring(LICENSED + "見本保育園,練馬区栄町40-7,176-0006,,102\n")
    assert Facility.objects.get().capacity == 102


def test_the_more_particular_kind_counts(bring):
    bring(nursery(100))
    bring(HEAD + "見本保育園,練馬区栄町40-7,,,\n")
    assert Facility.objects.get().kind_id == "F62"


def test_a_withheld_address_agrees_with_any(bring):
    head = "事業所－名称,事業所－地域,事業所－住所,事業所－電話番号,ｻｰﾋﾞｽ種類,事業所番号,指定年月日\n"
    report = bring(head + "見本荘,東京都練馬区,＊,03-3978-0001,共同生活援助,1322000001,2006/10/1\n")
    home = Facility.objects.get()
    assert (report.created, home.address, home.town_id, home.kind_id) == (1, "", None, "F39")
    assert report.doubtful[0]["reason"] == "所在地は公表されていません。"
    assert home.opened_on.isoformat() == "2006-10-01"
    head = "事業所の名称,サービス種別,事業所住所（市区町村）,事業所住所（番地以降）,事業所番号,事業所緯度,事業所経度\n"
    report = bring(head + "見本荘,共同生活援助,東京都練馬区,栄町１?２?３,1322000001,35.7394,139.671\n")
    assert (report.updated, Facility.objects.get().address) == (1, "栄町1-2-3")
    head = "事業所－名称,事業所－地域,事業所－住所,ｻｰﾋﾞｽ種類,事業所番号\n"
    assert bring(head + "見本荘,東京都練馬区,＊,共同生活援助,1322000001\n").unchanged == 1
