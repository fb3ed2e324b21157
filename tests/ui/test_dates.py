import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.dates import ERAS, era_date, long_date
from portal.ui.forms import JapaneseDateField, read_date

WIDE = str.maketrans("0123456789/-.", "０１２３４５６７８９／－．")
DAYS = st.dates(dt.date(1926, 12, 25), dt.date(2099, 12, 31))


@given(DAYS)
def test_every_way_of_writing_a_day_is_read_as_that_day(day):
    first, era = next((first, era) for first, era in ERAS if day >= first)
    count = day.year - first.year + 1
    letter = {"令和": "R", "平成": "H", "昭和": "S"}[era]
    written = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        long_date(day),
        era_date(day),
        f"{letter}{count}.{day.month}.{day.day}",
        f" {letter.lower()}{count}-{day.month}-{day.day} ",
    ]
    assert [read_date(text) for text in written] == [day] * len(written)
    assert [read_date(text.translate(WIDE)) for text in written] == [day] * len(written)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_nothing(text):
    assert read_date(text) is None or isinstance(read_date(text), dt.date)


@pytest.mark.parametrize("text", ["令和8年13月1日", "2026-02-30", "きのう", "R8", "26/11/24", "2026/11/24 と 25"])
def test_what_is_no_date_is_met_with_an_example(text):
    with pytest.raises(ValidationError) as caught:
        JapaneseDateField().clean(text)
    assert caught.value.messages == [
        "日付が読み取れません。「2026年11月24日」や「令和8年11月24日」のように入れてください"
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("1899-12-31", False), ("1900-01-01", True), ("2199-12-31", True), ("2200-01-01", False), ("9999-12-31", False)],
)
@pytest.mark.parametrize("read", [str, dt.date.fromisoformat])
def test_a_day_of_another_age_is_met_with_the_bounds(written, kept, read):
    if kept:
        assert JapaneseDateField().clean(read(written)) == dt.date.fromisoformat(written)
        return
    with pytest.raises(ValidationError) as caught:
        JapaneseDateField().clean(read(written))
    assert caught.value.messages == ["1900年から2199年までの日付を入れてください"]


def test_field_shows_a_day_the_way_it_asks_for_it():
    assert JapaneseDateField().prepare_value(dt.date(2026, 11, 24)) == "2026年11月24日"
    assert JapaneseDateField(required=False).clean("") is None
    assert JapaneseDateField().clean("昭和元年12月25日") == dt.date(1926, 12, 25)
