import datetime as dt

import pytest

from portal.facilities.models import Facility, QualityFact
from portal.facilities.search import document
from portal.search.actions import rebuild
from portal.search.queries import Search

AT = dt.datetime(2027, 1, 14, 3, tzinfo=dt.UTC)
CARE = (
    "事業所名,事業所名カナ,サービスの種類,市区町村名,住所,方書（ビル名等）,緯度,経度,電話番号,法人番号,法人の名称,事業所番号,定員,URL\n"
    "見本の苑,ミホンノソノ,介護老人福祉施設,練馬区,東京都練馬区光が丘三丁目3番5号,見本館,35.7577,139.6282,0339931111,"
    "7000012050002,（福）見本会,1372000001,50,https://example.com/\n"
    "見本ヘルパー,,訪問介護,練馬区,東京都練馬区練馬一丁目1-1,,,,,,(株)見本,1372000002,0,\n"
)


@pytest.fixture(autouse=True)
def _empty_index(db):
    """The index lives outside the transaction of a test."""
    rebuild()


@pytest.fixture
def facilities(bring, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bring(CARE)
    return {row.name: row for row in Facility.objects.all()}


def test_a_facility_is_found_by_word_station_and_kind(facilities):
    home, helper = facilities["見本の苑"], facilities["見本ヘルパー"]
    assert Search("facility").words("特養 光が丘").run().keys == [home.pk]
    assert Search("facility").where("station", ["nerima"]).run().keys == [helper.pk]
    assert Search("facility").where("facility_kind", ["F14"]).run().keys == [helper.pk]
    assert Search("facility").near((35.7577, 139.6282), metres=500).run().keys == [home.pk]


def test_a_particular_kind_is_found_under_the_general_one(bring):
    bring(CARE.replace("介護老人福祉施設", "地域密着型介護老人福祉施設入所者生活介護"))
    facility = Facility.objects.select_related("kind__parent").get(name="見本の苑")
    assert document(facility).facets["facility_kind"] == ["F02", "F01"]


def test_the_list_page_shows_counts_and_cards(client, facilities):
    page = client.get("/facilities/", {"q": "見本", "facility_kind": "F01"})
    html = page.content.decode()
    assert page.status_code == 200
    assert "見本の苑" in html and "見本ヘルパー" not in html
    assert page.context["result"].total == 1
    assert [chip.label for chip in page.context["chips"]] == ["見本", "特別養護老人ホーム"]


def test_nothing_found_names_the_condition_to_drop(client, facilities):
    advice = client.get("/facilities/", {"q": "見本", "facility_kind": "F16"}).context["advice"]
    assert (advice.label, advice.count) == ("訪問看護", 2)


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=999999999999", "facility_kind=nonsense", "near=札幌"]
)
def test_a_strange_address_is_answered(client, facilities, query):
    assert client.get(f"/facilities/?{query}").status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_page_takes_the_same_queries_for_any_number(
    client, bring, rows, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    lines = [f"見本{row}園,練馬区栄町{row}-1,03-3993-1111\n" for row in range(1, rows + 1)]
    with django_capture_on_commit_callbacks(execute=True):
        bring("名称,所在地,電話\n" + "".join(lines).replace("園,", "保育園,"))
    client.get("/facilities/")
    with django_assert_max_num_queries(6):
        assert client.get("/facilities/?page=1").context["result"].total == rows


def test_a_facility_shows_every_fact_with_source_and_day(client, facilities):
    facility = facilities["見本の苑"]
    QualityFact.objects.create(
        facility=facility, subject="evaluation", value="受審済み", source="福ナビ", as_of=dt.date(2026, 3, 1)
    )
    html = client.get(facility.get_absolute_url()).content.decode()
    for words in ("社会福祉法人見本会", "光が丘3-3-5 見本館", "03-3993-1111", "介護サービス情報公表システム", "50名"):
        assert words in html
    assert "2027年1月14日（木）に読み込み" in html
    assert "受審済み" in html and "福ナビ" in html and "2026年3月1日（日）" in html
    assert "光が丘駅から徒歩約" in html and "1.3倍" in html
    assert "町丁目の中ほどから" not in html


def test_without_a_point_the_walk_is_measured_from_the_middle_of_the_town(client, facilities):
    html = client.get(facilities["見本ヘルパー"].get_absolute_url()).content.decode()
    assert "町丁目の中ほどから測っています" in html


def test_a_missing_facility_is_not_there(client):
    assert client.get("/facilities/nothing-like-this/").status_code == 404


def test_the_page_of_a_facility_takes_few_queries(client, facilities, django_assert_max_num_queries):
    url = facilities["見本の苑"].get_absolute_url()
    client.get(url)
    with django_assert_max_num_queries(6):
        client.get(url)


def test_names_are_escaped(client, bring):
    bring("名称,所在地,電話\n<script>alert(1)</script>保育園,練馬区栄町1-1,\n")
    html = client.get(Facility.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in html and "&lt;script&gt;alert(1)" in html
