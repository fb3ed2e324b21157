"""Each defect that published tables have, in small made-up tables."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from portal.audit.models import Entry
from portal.facilities.models import Access, Facility, Statement

HEAD = "名称,所在地,緯度,経度,電話\n"
GARDEN = "見本保育園,練馬区栄町40-7,35.7394,139.6710,03-3994-0001\n"
CARE_HEAD = (
    "市区町村名,事業所名,サービスの種類,住所,方書（ビル名等）,緯度,経度,"
    "電話番号,法人番号,法人の名称,事業所番号,定員,URL\n"
)


def care(**changes) -> str:
    values = {
        "city": "練馬区",
        "name": "見本の苑",
        "kind": "介護老人福祉施設",
        "address": "東京都練馬区光が丘三丁目3番5号",
        "building": "",
        "north": "35.7577",
        "east": "139.6282",
        "phone": "03-3993-1111",
        "corporate": "7000012050002",
        "corporation": "社会福祉法人見本会",
        "number": "1372000001",
        "capacity": "50",
        "url": "https://example.com/",
    }
    return ",".join({**values, **changes}.values()) + "\n"


def one() -> Facility:
    return Facility.objects.get()


def workbook(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def reasons(report) -> list[str]:
    return [entry["reason"] for entry in report.doubtful]


def test_a_new_facility_is_written_whole(bring):
    report = bring(CARE_HEAD + care())
    assert (report.read, report.created, report.refused, report.doubtful) == (1, 1, [], [])
    facility = one()
    assert (facility.kind_id, facility.town_id, facility.address) == ("F01", "hikarigaoka-3", "光が丘3-3-5")
    assert (facility.municipality, facility.capacity, facility.point) == ("練馬区", 50, (35.7577, 139.6282))
    assert Statement.objects.get(field="capacity").source == "介護サービス情報公表システム"
    assert Access.objects.filter(facility=facility).first().station_id == "hikarigaoka"
    assert Entry.objects.get(action="facilities.imported").detail["created"] == 1


def test_the_same_table_again_changes_nothing(bring):
    bring(CARE_HEAD + care())
    before = one().updated_at
    report = bring(CARE_HEAD + care())
    assert (report.created, report.updated, report.unchanged, one().updated_at) == (0, 0, 1, before)
    assert Entry.objects.filter(action="facilities.imported").count() == 1


def test_a_dry_run_reports_the_same_and_writes_nothing(bring):
    report = bring(CARE_HEAD + care(), dry_run=True)
    assert (report.created, Facility.objects.count(), Statement.objects.count()) == (1, 0, 0)
    assert not Entry.objects.filter(action="facilities.imported").exists()


def test_a_changed_value_of_the_same_source_is_an_update(bring):
    bring(CARE_HEAD + care())
    assert bring(CARE_HEAD + care(capacity="60")).updated == 1
    assert (one().capacity, Statement.objects.filter(field="capacity").count()) == (60, 1)


def test_an_earlier_table_does_not_undo_a_later_one(bring):
    bring(CARE_HEAD + care(capacity="60"), as_of=dt.date(2026, 4, 1))
    assert bring(CARE_HEAD + care(capacity="50"), as_of=dt.date(2025, 4, 1)).unchanged == 1
    assert one().capacity == 60


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_every_encoding_is_read(bring, encoding):
    assert bring((HEAD + GARDEN).encode(encoding)).created == 1
    assert one().name == "見本保育園"


def test_xlsx_with_title_rows_split_cells_and_notes(bring):
    heading = ["NO．", "施設名称", "所在地", "最寄り駅", "経営主体", "開所時間", "", "", "定員", "", "事業開始年月日"]
    heading.append("電話番号")
    place = ["見本ルーム", "練馬区東大泉六丁目５２番１号　見本館", "大泉学園駅", "（株）見本"]
    room = ["1", *place, "07:00", "～", "20:00", "29", "名", "38292", "０３－５９３３－０００１"]
    rows = [["東京都認証保育所一覧"], ["", "Ａ型認証保育所", "", "平成２９年１２月１日現在"], heading, room]
    report = bring(workbook(*rows, ["", "株式会社1、個人0"], heading), "list.xlsx")
    assert (report.read, report.created, report.refused) == (1, 1, [])
    room = one()
    assert (room.kind_id, room.hours, room.capacity) == ("F74", "7:00～20:00", 29)
    assert (room.address, room.building, room.town_id) == ("東大泉6-52-1", "見本館", "higashioizumi-6")
    assert (room.corporation, room.phone, room.opened_on.isoformat()) == ("株式会社見本", "03-5933-0001", "2004-11-01")
    assert Statement.objects.get(field="capacity").as_of.isoformat() == "2017-12-01"


def test_a_formula_refuses_its_row_only(bring):
    rows = [["名称", "所在地", "電話"], ["甲保育園", "練馬区栄町1-1", "=1+1"], ["乙保育園", "練馬区栄町1-2", ""]]
    report = bring(workbook(*rows), "list.xlsx")
    assert report.refused == [{"row": 2, "column": "電話", "reason": "計算式が入っています。値に直してください。"}]
    assert one().name == "乙保育園"


def test_geojson_and_json_are_tables_too(bring):
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [139.671, 35.7396]},
        "properties": {
            "Name": "見本保育園",
            "Type": "区立認可保育園",
            "Add1": "東京都練馬区",
            "Add2": "栄町40-7",
            "Capall": 134,
        }
        | {"Open": "7:30", "Close_reg": "18:30", "Close": "", "TEL": "--"},
    }
    report = bring(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert (report.created, report.doubtful) == (1, [])
    assert (one().kind_id, one().point, one().hours, one().phone) == ("F62", (35.7396, 139.671), "7:30～18:30", "")
    office = {
        "id": "1372000009",
        "name": "見本ヘルパー",
        "address": "東京都練馬区練馬1-1-1",
        "lat": 35.738,
        "lng": 139.654,
    }
    assert bring(json.dumps([office | {"serviceType": "訪問介護", "tel": "03（改行）", "capacity": None}])).created == 1


@pytest.mark.parametrize("capacity", ["0", "", "０", "-", "不明"])
def test_capacity_nothing_or_zero_is_unknown(bring, capacity):
    assert bring(CARE_HEAD + care(capacity=capacity)).doubtful == []
    assert one().capacity is None


@pytest.mark.parametrize(
    ("change", "field", "expected", "words"),
    [
        ({"phone": "339931111"}, "phone", "03-3993-1111", "先頭の0が落ちていたため補いました"),
        ({"phone": "5053728825"}, "phone", "050-5372-8825", "先頭の0が落ちていたため補いました"),
        ({"phone": "03-399"}, "phone", "", "桁数が合わない"),
        ({"phone": "03-3993-1111/03-3993-2222"}, "phone", "03-3993-1111", "二つ以上ある"),
        ({"number": "372000001"}, "number", "0372000001", "事業所番号の先頭の0"),
        ({"number": "1.372E+09"}, "number", "", "10桁ではない"),
        ({"corporate": "011605000549"}, "corporate_number", "", "検査数字が合わない"),
        ({"capacity": "約50"}, "capacity", None, "人数として読めない"),
        ({"capacity": "-5"}, "capacity", None, "人数として読めない"),
        ({"url": "masked@example.com"}, "url", "", "メールアドレスがある"),
        ({"url": "example.co.jp"}, "url", "http://example.co.jp", "http:// を補いました"),
        ({"url": "javascript:alert(1)"}, "url", "", "番地として読めない"),
        ({"north": "53.41", "east": "-8.24"}, "latitude", None, "東京の周辺ではない"),
        ({"north": "139.6282", "east": "35.7577"}, "latitude", 35.7577, "入れ替わっていた"),
        ({"north": "35.80", "east": "139.70"}, "latitude", None, "光が丘三丁目から約8km離れている"),
        ({"north": "北緯"}, "latitude", None, "数として読めません"),
        ({"address": "東京都練馬区光が丘九丁目1-1"}, "town_id", None, "町丁目が見つかりません"),
        ({"corporation": "長" * 101}, "corporation", "", "100字より長い"),
    ],
)
def test_what_is_not_sure_is_left_out_or_mended_and_reported(bring, change, field, expected, words):
    report = bring(CARE_HEAD + care(**change))
    assert (report.created, report.refused) == (1, [])
    assert getattr(one(), field) == expected
    assert len(report.doubtful) == 1
    assert words in reasons(report)[0]


@pytest.mark.parametrize("dash", list("-‐‑–—―−－ーｰ"))
def test_every_dash_in_addresses_and_telephones_is_one(bring, dash):
    report = bring(
        CARE_HEAD + care(phone=f"０３{dash}３９９３{dash}１１１１", address=f"練馬区光が丘３{dash}３{dash}５")
    )
    assert report.doubtful == []
    assert (one().phone, one().address) == ("03-3993-1111", "光が丘3-3-5")


@pytest.mark.parametrize(
    ("address", "building"),
    [
        ("東京都練馬区光が丘3-3-5見本館 2F", ""),
        ("東京都練馬区光が丘3-3-5見本館　2F", "見本館　２Ｆ"),
        ("東京都練馬区光が丘3-3-5見本館 2F 見本館 2F", ""),
        ("東京都練馬区光が丘3-3-5", "見本館 2F"),
        ("東京都練馬区光が丘3-3-5 2F", "見本館 2F"),
    ],
)
def test_a_building_is_written_once(bring, address, building):
    bring(CARE_HEAD + care(address=address, building=building))
    assert (one().address, one().building) == ("光が丘3-3-5", "見本館 2F")


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"name": ""}, "事業所名", "名称がありません。"),
        ({"name": "長" * 101}, "事業所名", "名称が長すぎます（100字まで）。"),
        ({"address": ""}, "住所", "所在地がありません。"),
        ({"address": "光が丘3-3-5", "city": ""}, "住所", "所在地「光が丘3-3-5」から区市町村が分かりません。"),
        ({"kind": "宇宙旅行"}, "サービスの種類", "「宇宙旅行」に当たる施設の種類がありません。"),
    ],
)
def test_a_row_that_cannot_be_a_facility_is_refused_alone(bring, change, column, reason):
    report = bring(CARE_HEAD + care(**change) + care(number="1372000002"))
    assert report.refused == [{"row": 2, "column": column, "reason": reason}]
    assert (report.read, report.created) == (2, 1)


def test_a_name_that_tells_no_kind_is_refused(bring):
    report = bring(HEAD + "見本の家,練馬区栄町1-1,,,\n")
    assert report.refused[0]["reason"] == "名称「見本の家」から施設の種類が分かりません。"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("center,event,date,place\n見本,移転,2025-03-24,館内\n", "出来事（移転・新設など）の一覧です"),
        ("a,b\n1,2\n", "施設の一覧として読める列がありません"),
        ("", "ファイルが空です"),
        ("{", "JSON として読めません"),
        ("[]", "施設の一覧として読める列がありません"),
        ('[1, "x", null]', "施設の一覧として読める列がありません"),
    ],
)
def test_a_file_of_something_else_is_refused_whole_with_one_reason(bring, table, words):
    report = bring(table)
    assert (report.read, len(report.refused), report.refused[0]["row"]) == (0, 1, None)
    assert words in report.refused[0]["reason"]


def test_a_neighbours_table_with_its_own_headings_loads(bring):
    table = (
        "和光市 保育施設一覧,,,,,,\n,,,,令和7年4月1日現在,,\n"
        "施設名, 種別 ,住所,電話番号,定員,緯度,備考\n"
        "ひかり保育園,私立認可保育園,埼玉県和光市本町１－１,０４８－４６１－０００１,６０人,35.788,\n"
        "\n"
        "ほし保育室,小規模保育事業Ａ型,和光市中央1丁目2番3号,(048)461-0002,19名,,\n"
    )
    report = bring(table.encode("cp932"))
    assert (report.read, report.created, report.refused) == (2, 2, [])
    assert list(Facility.objects.values_list("name", "kind_id", "municipality", "address", "phone", "capacity")) == [
        ("ひかり保育園", "F63", "和光市", "本町1-1", "048-461-0001", 60),
        ("ほし保育室", "F67", "和光市", "中央1-2-3", "048-461-0002", 19),
    ]


def test_the_command_ends_with_one_line_of_json(tmp_path, capsys):
    file = tmp_path / "table.csv"
    file.write_text(HEAD + GARDEN)
    call_command("import_facilities", file, "--dry-run")
    call_command("import_facilities", file)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    expected = {"read": 1, "created": 1, "updated": 0, "unchanged": 0, "refused": [], "doubtful": []}
    assert lines == [expected, expected]
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_facilities", tmp_path / "nowhere.csv")
