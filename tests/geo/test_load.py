import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.audit.models import Entry
from portal.geo import actions
from portal.geo.models import Line, Station, Stop, Town
from portal.geo.sources import read
from portal.lib.tabular import Unreadable

AT = dt.datetime(2027, 1, 14, 3, tzinfo=dt.UTC)
STATIONS = """code,id,name,original_name,name_kana,lat,lng,closed
1,1,桜台(東京),桜台,さくらだい,35.738797,139.662602,0
2,2,早稲田(甲),早稲田,わせだ,35.705,139.721,0
3,3,早稲田(乙),早稲田,わせだ,35.712,139.719,0
4,4,上り屋敷,上り屋敷,あがりやしき,35.729,139.704,1
5,5,遠い駅,遠い駅,とおいえき,53.41,-8.24,0
"""
LINES = "code,id,name,color,closed\n22001,1,西武池袋線,#FF0000,0\n9,2,新しい線,NULL,0\n8,3,昔の線,#FFFFFF,1\n"
STOPS = """station_code,station_name,line_code,line_name,index
1,桜台(東京),22001,西武池袋線,6
2,早稲田(甲),9,新しい線,1
7,ない駅,9,新しい線,2
"""


def load(*texts):
    return actions.load([read(text.encode(), "table.csv", "練馬区") for text in texts], actor=None, at=AT)


def test_the_portal_brings_the_wards_places_along(places):
    assert (places.read, places.created, places.refused) == (313, 313, [])
    counts = {model.__name__: model.objects.count() for model in (Town, Line, Station, Stop)}
    assert counts == {"Town": 202, "Line": 8, "Station": 43, "Stop": 60}
    assert list(Station.objects.get(name="練馬").lines.values_list("name", flat=True)) == [
        "都営大江戸線",
        "西武池袋線",
        "西武豊島線",
        "西武有楽町線",
    ]


def test_a_second_load_changes_nothing_and_leaves_no_trace(places):
    again = actions.load_authored(actor=None, at=AT)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 313)
    assert Entry.objects.filter(action="geo.loaded").count() == 1


def test_published_tables_join_what_is_known_by_name(places):
    report = load(STOPS, STATIONS, LINES)
    assert (report.read, report.created, report.updated, report.unchanged) == (9, 4, 1, 2)
    assert report.refused == [
        {"row": 6, "reason": "「遠い駅」の緯度・経度が東京の周辺にありません。"},
        {"row": 4, "reason": "「ない駅」がまだありません。先に駅と路線の表を読み込んでください。"},
    ]
    sakuradai = Station.objects.get(name="桜台")
    assert (sakuradai.code, sakuradai.longitude) == ("sakuradai", 139.662602)
    assert Line.objects.get(name="西武池袋線").color == "#ff6600"
    assert list(Station.objects.filter(name__startswith="早稲田").values_list("name", flat=True)) == [
        "早稲田(甲)",
        "早稲田(乙)",
    ]
    assert load(STOPS, STATIONS, LINES).unchanged == 7


def test_the_rounded_table_does_not_blur_a_finer_point(places):
    load(STATIONS)
    assert actions.load_authored(actor=None, at=AT).updated == 0
    Station.objects.filter(name="桜台").update(latitude=35.7)
    assert actions.load_authored(actor=None, at=AT).updated == 1


def test_a_json_table_of_towns_is_read_for_its_municipality(places):
    rows = [
        {"town": "光が丘3丁目", "koaza": "", "lat": 35.757, "lng": 139.6281},
        {"town": "徳丸二丁目", "koaza": "", "lat": None, "lng": 139.66},
    ]
    data = json.dumps(rows).encode()
    report = actions.load([read(data, "towns.json", "練馬区")], actor=None, at=AT)
    assert (report.updated, report.created) == (1, 0)
    assert Town.objects.get(code="hikarigaoka-3").longitude == 139.6281
    assert report.refused[0]["reason"] == "「徳丸二丁目」の緯度・経度が東京の周辺にありません。"


@pytest.mark.parametrize("data", ["a,b\n1,2\n", '{"a": 1}', "[1]", "[{}]", "[{", "名称\n"])
def test_a_table_of_something_else_is_refused(data):
    with pytest.raises(Unreadable):
        read(data.encode(), "x", "練馬区")


@pytest.mark.django_db
def test_the_command_loads_files_in_any_order(tmp_path):
    files = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for file, text in zip(files, (STOPS, LINES, STATIONS), strict=True):
        file.write_text(text)
    out = StringIO()
    call_command("load_places", *files, stdout=out)
    assert json.loads(out.getvalue())["created"] == 7
    call_command("load_places", stdout=(out := StringIO()))
    assert json.loads(out.getvalue())["refused"] == []
    with pytest.raises(CommandError, match="not_there"):
        call_command("load_places", tmp_path / "not_there.csv")


@pytest.mark.real_data
def test_real_tables_load_and_load_again_unchanged(places, real_data):
    names = ["addresses/nerima_towns_geolonia.json"]
    names += [f"stations/nerima_area_{name}.csv" for name in ("lines", "station_lines", "stations")]
    sources = [read((real_data / name).read_bytes(), name, "練馬区") for name in names]
    first = actions.load(sources, actor=None, at=AT)
    assert [row["reason"] for row in first.refused] == [
        "「上り屋敷」がまだありません。先に駅と路線の表を読み込んでください。"
    ]  # a station closed long ago
    assert (Town.objects.count(), Station.objects.count(), Line.objects.count()) == (202, 141, 27)
    second = actions.load(sources, actor=None, at=AT)
    assert (second.created, second.updated) == (0, 0)
    assert actions.load_authored(actor=None, at=AT).updated == 0


def test_what_a_table_may_not_hold_is_told_by_row(db):
    lines = "code,name,color\nx1,架空線,#123456\nx2,架空線,#123456\nx3," + "長" * 41 + ",#123456\n"
    report = actions.load([read(lines.encode(), "lines.csv", "練馬区")], actor=None, at=AT)
    assert report.created == 1
    assert [entry["row"] for entry in report.refused] == [3, 4]
    for stops in (
        "station_name,line_name,index\n光が丘,大江戸線,abc\n",
        "station_name,line_name,index\n光が丘,大江戸線,\n",
    ):
        with pytest.raises(Unreadable, match="数字で書かれていません"):
            read(stops.encode(), "stops.csv", "練馬区")
