import datetime as dt
import re

import pytest
from django.template import Context, engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from portal.ui import charts, icons, week


def drawn(source: str, address: str = "/", **context) -> str:
    context["request"] = RequestFactory().get(address)
    return engines["django"].engine.from_string(source).render(Context(context)).strip()


def test_week_in_words_tells_days_with_the_same_hours_together():
    assert (
        week.in_words(["tue-day", "thu-day", "sat-night", "sat-early"])
        == "火・木：日中 9–16時、土：朝 6–9時と夜 20–6時"
    )
    assert week.in_words([]) == ""


def test_week_draws_work_and_wishes_and_says_both():
    html = drawn("{% week cells wanted %}", cells=["mon-day"], wanted=["mon-day", "sun-night"])
    assert re.findall(r'class="(work|yours)" d="([^"]*)"', html) == [
        ("work", "M1 27h16v18h-16z"),
        ("yours", "M1 27h16v18h-16zM121 63h16v10h-16z"),
    ]
    assert 'aria-label="勤務：月：日中 9–16時。あなたの希望：月：日中 9–16時、日：夜 20–6時"' in html


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), min_size=3, max_size=3))
def test_median_bar_stays_on_its_rail_and_in_order(value, quartiles):
    low, median, high = sorted(quartiles)
    bar = charts.median_bar(value, low, median, high)
    assert 0 <= bar.value <= 100
    assert 0 <= bar.low <= bar.median <= bar.low + bar.width + 0.2 <= 100.2


@given(st.integers(0, 10**9), st.lists(st.integers(-5, 10**9), max_size=3))
def test_shares_follow_one_another_and_never_leave_the_rail(total, parts):
    drawn_parts = charts.shares(total, *parts)
    assert len(drawn_parts) == len(parts)
    assert all(width >= 0 and start + width <= 100.1 for start, width in drawn_parts)


def test_bars_are_as_long_as_their_values():
    assert [(bar.label, bar.width) for bar in charts.bars([("a", 100), ("b", 50, "/b"), ("c", 0)])] == [
        ("a", 82.0),
        ("b", 41.0),
        ("c", 0.0),
    ]
    assert charts.bars([]) == []


def test_links_keep_the_question():
    address = "/jobs/?q=%E5%A4%9C&kind=a&kind=b&page=3"
    assert drawn("{% url_with page=4 %}", address) == "?q=%E5%A4%9C&amp;kind=a&amp;kind=b&amp;page=4"
    assert drawn("{% url_with q=None %}", address) == "?kind=a&amp;kind=b"
    assert drawn('{% url_without "kind" "a" %}', address) == "?q=%E5%A4%9C&amp;kind=b"
    assert drawn('{% url_without "kind" %}', address) == "?q=%E5%A4%9C"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1 2 … 12"), (6, "1 … 5 6 7 … 12"), (12, "1 … 11 12")],
)
def test_pagination_shows_ends_and_neighbours(number, shown):
    html = drawn("{% pagination number=n total=231 size=20 %}", n=number)
    assert re.findall(r"(?:</span>|>)(\d+|…)</", html) == shown.split()


def test_one_page_needs_no_pagination():
    assert drawn("{% pagination total=20 size=20 %}") == ""


def test_dates_and_money_read_as_in_japan():
    late = dt.datetime(2027, 1, 13, 15, 30, tzinfo=dt.UTC)
    assert drawn("{{ at|long_date }} {{ at|short_date }} {{ at|short_time }}", at=late) == (
        "2027年1月14日（木） 1月14日（木） 1月14日（木） 0:30"
    )
    assert drawn("{{ n|yen }} {{ n|man_yen }} {{ n|figure }}", n=133_600) == "133,600円 13.4万円 133,600"
    assert drawn("{{ none|yen }}{{ none|long_date }}", none=None) == ""


def test_turn_box_names_who_what_and_until_when():
    mine = drawn('{% turn_box "日を選ぶ" until=day href="/x/" action="選ぶ" %}', day=dt.date(2026, 11, 26))
    assert "あなたの番です：日を選ぶ" in mine
    assert "2026年11月26日（木）まで。" in mine
    assert '<a class="btn" href="/x/">選ぶ</a>' in mine
    theirs = drawn('{% turn_box "返事" yours=False who="けやき" %}')
    assert "けやきの番です：返事" in theirs
    assert "<a " not in theirs


@pytest.mark.parametrize("verdict", ["yes", "if", "no", "unknown"])
def test_a_verdict_is_a_shape_and_a_word(verdict):
    words = {"yes": "合います", "if": "条件がそろえば", "no": "合いません", "unknown": "まだ分かりません"}
    assert f"<b>{words[verdict]}</b>" in drawn("{% verdict_mark v %}", v=verdict)
    assert f'aria-label="{words[verdict]}"' in drawn("{% verdict_mark v None %}", v=verdict)


def test_components_escape_what_they_are_given():
    bad = "<script>"
    source = (
        "{% tag bad %}{% chip bad bad %}{% stat bad bad %}{% summary rows %}"
        "{% table head rows %}{% card title=bad %}{{ bad }}{% endcard %}"
    )
    html = drawn(source, bad=bad, head=[bad, bad], rows=[(bad, bad)])
    assert "<script>" not in html


def test_icons_are_decoration_unless_named():
    assert 'aria-hidden="true"' in icons.draw("pin")
    assert 'role="img" aria-label="場所"' in icons.draw("pin", label="場所")
