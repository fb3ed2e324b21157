import pytest

from portal.geo import queries

HIKARIGAOKA = (35.759, 139.629)


def test_the_nearest_stations_come_with_minutes_on_foot(places):
    near = queries.nearest_stations((35.7635, 139.6335))
    assert [(entry.station.name, entry.minutes) for entry in near] == [("光が丘", 11), ("地下鉄赤塚", 20)]
    assert [entry.station.name for entry in queries.nearest_stations((35.77, 139.645), limit=2)] == [
        "地下鉄赤塚",
        "下赤塚",
    ]
    assert queries.nearest_stations((35.6, 139.0)) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("東京都練馬区光が丘三丁目3番5号", "hikarigaoka-3"),
        ("練馬区光ヶ丘３－３－５", "hikarigaoka-3"),
        ("東京都練馬区栄町40-7", "sakaecho"),
        ("東京都練馬区西大泉町1234", "nishioizumimachi"),
        ("東京都練馬区光が丘9-1-1", None),
        ("東京都板橋区栄町1-1", None),
        ("東京都練馬区＊", None),
    ],
)
def test_an_address_lies_in_a_town(places, address, code):
    town = queries.town_of(address)
    assert (town.code if town else None) == code


def test_an_address_without_municipality_is_read_in_the_given_one(places):
    assert queries.town_of("中村北4-2-1", "練馬区").code == "nakamurakita-4"
    assert queries.town_of("中村北4-2-1") is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("光が丘駅", "光が丘駅"),
        ("光ヶ丘", "光が丘駅"),
        ("光が丘3丁目", "光が丘三丁目"),
        ("練馬区光が丘三丁目", "光が丘三丁目"),
        ("栄町", "栄町"),
        ("関町北", "関町北"),
        ("札幌", None),
        ("関町北9丁目", None),
        ("", None),
    ],
)
def test_a_place_is_found_by_the_name_people_use(places, name, label):
    place = queries.find_place(name)
    assert (place.label if place else None) == label


def test_a_town_in_parts_lies_in_their_middle(places):
    assert tuple(round(value, 3) for value in queries.find_place("旭丘").point) == (35.735, 139.677)


def test_codes_have_points(places):
    assert queries.point_of_station("hikarigaoka") == HIKARIGAOKA
    assert queries.point_of_town("hikarigaoka-3") is not None
    assert queries.point_of_station("nowhere") is None
    assert queries.point_of_town("nowhere") is None


def test_choices_are_read_once(places, django_assert_num_queries):
    with django_assert_num_queries(2):
        for _ in range(2):
            lines, towns = queries.station_choices(), queries.town_choices()
    assert dict(lines)["西武豊島線"] == [("nerima", "練馬"), ("toshimaen", "豊島園")]
    assert dict(towns)["旭丘"] == [("asahigaoka-1", "旭丘一丁目"), ("asahigaoka-2", "旭丘二丁目")]
    assert [heading for heading, _ in towns[:2]] == ["旭丘", "旭町"]
    assert ("oedo", "都営大江戸線") in queries.line_choices()


def test_lines_of_stations_are_named_once(places):
    assert [line.code for line in queries.lines_of(["nerima", "toshimaen"])] == [
        "oedo",
        "seibu-ikebukuro",
        "seibu-toshima",
        "seibu-yurakucho",
    ]


@pytest.mark.django_db
def test_without_places_nothing_is_found():
    queries.forget()
    assert queries.find_place("光が丘") is None
    assert queries.nearest_stations(HIKARIGAOKA) == []
    assert queries.town_choices() == []
