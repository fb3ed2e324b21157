import pytest

from portal.lib.text import corporate_number_is_valid, digits, plain, plain_number


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ﾈﾘﾏｸ ﾋｶﾘｶﾞｵｶ", "ネリマク ヒカリガオカ"),
        ("練馬　太郎園", "練馬 太郎園"),
        ("ね\u200bりま\ufeff", "ねりま"),
        ("求人\u202efdp.exe", "求人fdp.exe"),
        ("一行目\r\n二行目\t末尾  ", "一行目 二行目 末尾"),
        ("㈱か\u3099く", "(株)がく"),
        ("髙﨑𠮷", "髙﨑𠮷"),
        ("\x00\ud800", ""),
    ],
)
def test_plain_text_is_one_line_of_what_is_seen(given, expected):
    assert plain(given) == expected


@pytest.mark.parametrize("given", ["０３－３９９３－１１１１", "03‐3993‑1111", "(03)3993ｰ1111", "03 3993 1111"])
def test_digits_survive_any_punctuation(given):
    assert digits(given) == "0339931111"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("１２，３４５円", 12345),
        ("40名", 40),
        ("20.5万円", 205000),
        ("0", 0),
        ("-5", -5),
        ("△5", -5),
        ("12.0", 12),
        ("12.5", None),
        ("20～30", None),
        ("1,23円", None),
        ("", None),
        ("応相談", None),
    ],
)
def test_a_cell_states_one_number_or_none(given, expected):
    assert plain_number(given) == expected


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("7000012050002", True),  # the National Tax Agency
        ("8000012050002", False),
        ("700001205000", False),
        ("７０００012050002", False),
        ("", False),
    ],
)
def test_the_first_digit_of_a_corporate_number_checks_the_others(number, valid):
    assert corporate_number_is_valid(number) is valid
