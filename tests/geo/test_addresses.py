import csv

import pytest

from portal.geo.addresses import Address, in_kanji, kanji_number, parse, without_repetition


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都練馬区光が丘三丁目3番5号　見本館", Address("練馬区", "光が丘", (3, 3, 5), "見本館")),
        ("練馬区栄町40-7", Address("練馬区", "栄町", (40, 7), "")),
        ("貫井１−５−７", Address("", "貫井", (1, 5, 7), "")),
        ("豊島区西池袋１?１０?２", Address("豊島区", "西池袋", (1, 10, 2), "")),
        ("千代田区九段北四丁目２番地２２号　プラザ１階", Address("千代田区", "九段北", (4, 2, 22), "プラザ1階")),
        ("埼玉県さいたま市桜区南元宿2丁目6-22", Address("さいたま市桜区", "南元宿", (2, 6, 22), "")),
        ("江東区亀戸七丁目５７番８号棟", Address("江東区", "亀戸", (7, 57), "8号棟")),
        ("練馬区豊玉北5-17-9-1F", Address("練馬区", "豊玉北", (5, 17, 9), "1F")),
        ("東京都町田市原町田1-1", Address("町田市", "原町田", (1, 1), "")),
        ("東京都西東京市田無町4-1-1", Address("西東京市", "田無町", (4, 1, 1), "")),
        ("東京都練馬区三原台三丁目", Address("練馬区", "三原台", (3,), "")),
        ("東京都練馬区＊", Address("練馬区", "*", (), "")),
        ("栄町40-7", Address("", "栄町", (40, 7), "")),
        ("", Address("", "", (), "")),
    ],
)
def test_an_address_is_taken_apart(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize("dash", list("-‐‑–—―−－ーｰ"))
def test_every_dash_separates_numbers(dash):
    assert parse(f"練馬区東大泉1{dash}2{dash}3").line == "東大泉1-2-3"


def test_the_given_municipality_is_assumed_but_a_written_one_counts():
    assert parse("中村北4-2-1", "練馬区") == Address("練馬区", "中村北", (4, 2, 1), "")
    assert parse("東京都練馬区中村北4-2-1", "練馬区").municipality == "練馬区"
    assert parse("東京都板橋区向原2-11-11", "練馬区").municipality == "板橋区"


def test_two_spellings_of_one_place_have_one_key():
    assert parse("練馬区光ヶ丘3丁目3番5-101号").key == parse("東京都練馬区光が丘三丁目３－５").key


@pytest.mark.parametrize(("number", "kanji"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (45, "四十五")])
def test_blocks_are_counted_in_kanji(number, kanji):
    assert (in_kanji(number), kanji_number(kanji)) == (kanji, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("梅田マンション 1F 梅田マンション 1F", "梅田マンション 1F"),
        ("徳丸館2階徳丸館2階", "徳丸館2階"),
        ("見本館 2階", "見本館 2階"),
        ("", ""),
    ],
)
def test_a_building_written_twice_is_read_once(text, expected):
    assert without_repetition(text) == expected


@pytest.mark.real_data
def test_published_addresses_of_tokyo_come_apart_as_another_library_takes_them(real_data):
    with (real_data / "addresses/normalize_tokyo_dev.csv").open() as file:
        rows = list(csv.DictReader(file))
    agree = [row for row in rows if parse(row["住所"]).municipality == row["市区町村"]]
    towns = [row for row in agree if row["町字"].startswith(parse(row["住所"]).base)]
    assert (len(rows), len(agree), len(rows) - len(towns)) == (2178, 2178, 4)
