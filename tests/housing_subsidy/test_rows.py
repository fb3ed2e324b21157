"""What is wrong in a row is said in plain words with what to do, before anything is sent."""

from typing import Any

import pytest

from portal.grants.schemes.structure import get

from .leases import SCHEME, problems, row

FULL_TIME = "常勤の職員だけを書いてください。"
ONLY_THIS_YEAR = "この年度に住んだ部屋だけを書いてください。"
WRONG: list[tuple[dict[str, Any], str, str, str]] = [
    ({"lessee": "worker"}, "lessee", "契約者が職員になっています。", "法人の名前で借りた部屋だけを書いてください。"),
    ({"allowance": True}, "allowance", "住居手当を払っています。",
     "手当を払っていない職員の部屋だけを書いてください。"),
    ({"hours": 5}, "hours", "1日6時間に足りません。", FULL_TIME),
    ({"days": 19}, "days", "月20日に足りません。", FULL_TIME),
    ({"key_money": 160_001}, "key_money", "礼金が、賃料の2か月分をこえています。",
     "対象になる、2か月分までを書いてください。"),
    ({"resident_part": 85_001}, "resident_part", "本人負担が、賃料と共益費の計より大きくなっています。",
     "どれも、1か月の額を書いてください。"),
    ({"moved_in": "2027-04-01"}, "moved_in", "入居日が、対象の年度（2027年3月31日（水）まで）より後です。",
     ONLY_THIS_YEAR),
    ({"moved_out": "2026-03-31"}, "moved_out", "退去日が、対象の年度（2026年4月1日（水）から）より前です。",
     ONLY_THIS_YEAR),
    ({"moved_in": "2026-08-01", "moved_out": "2026-07-31"}, "moved_out", "退去日が入居日より前です。",
     "日付を確かめてください。"),
    ({"hired_on": "2026-08-01", "moved_out": "2026-07-31"}, "hired_on", "採用日が、住んだ期間より後です。",
     "採用日か、退去日を確かめてください。"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "message", "mend"), WRONG)
def test_a_wrong_cell_is_named_with_what_to_do(changes: dict, column: str, message: str, mend: str) -> None:
    (found,) = problems(row(**changes))
    assert (found.key, found.message, found.mend) == (column, message, mend)


RIGHT: list[dict[str, Any]] = [
    {},
    {"hours": 6, "days": 20},
    {"key_money": 160_000},
    {"resident_part": 85_000},
    {"moved_in": "2027-03-31"},
    {"moved_out": "2026-04-01"},
    {"moved_in": "2026-07-31", "moved_out": "2026-07-31"},
    {"hired_on": "1990-04-01"},
]


@pytest.mark.parametrize("changes", RIGHT)
def test_what_just_reaches_a_limit_is_right(changes: dict) -> None:
    assert problems(row(**changes)) == []


@pytest.mark.parametrize("column", list(row()))
def test_a_row_that_is_not_finished_contradicts_nothing(column: str) -> None:
    assert problems(row(**{column: None})) == []


@pytest.mark.parametrize(
    ("hired", "moved_in", "over"),
    [
        ("2021-04-02", "2025-04-01", False),
        ("2021-04-01", "2025-04-01", True),
        ("2021-04-02", "2026-04-02", True),
        ("2020-02-29", "2025-02-28", True),
    ],
)
def test_years_since_hire_are_counted_on_the_first_day_that_counts(hired: str, moved_in: str, over: bool) -> None:
    found = problems(row(hired_on=hired, moved_in=moved_in), years_since_hire=5)
    assert [one.message for one in found] == (["採用から5年をこえています。"] if over else [])


def test_a_report_does_not_pay_more_months_than_there_are() -> None:
    (found,) = problems(row(moved_in="2026-10-01", paid_months=7, paid=500_000), "report")
    assert (found.key, found.message) == ("paid_months", "払った月数が、対象の月数（6か月）をこえています。")
    (found,) = problems(row(paid_months=12, paid=0), "report")
    assert (found.key, found.message) == ("paid", "払った月数と、払った額が合いません。")
    assert problems(row(paid_months=0, paid=0), "report") == []
    assert problems(row(moved_in="2026-10-01", paid_months=6, paid=450_000), "report") == []


def test_a_row_written_twice_is_an_error_of_writing() -> None:
    (table,) = get(SCHEME).filing("application").tables
    other = row(worker="架空 次郎")
    found = table.across([row(), other, row(), other, row(moved_in="2026-05-01")])
    assert {place: (one.key, one.message) for place, (one,) in found.items()} == {
        2: ("unit", "1行目と同じことが書いてあります。"),
        3: ("unit", "2行目と同じことが書いてあります。"),
    }


def test_a_room_is_called_by_its_place_and_who_lives_there() -> None:
    (table,) = get(SCHEME).filing("application").tables
    assert [table.title(one) for one in (row(), row(worker=None), {})] == [
        "架空ハイツ 101号室　架空 花子",
        "架空ハイツ 101号室",
        "",
    ]
