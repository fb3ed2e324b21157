import pytest
from django.http import QueryDict

from portal.search.queries import Search

from .conftest import Filters


def options(filterset, name: str) -> dict[str, tuple[int, bool]]:
    """Count and whether it is closed, by value, as drawn."""
    field = filterset.form[name]
    widget = field.field.widget
    return {
        str(option["value"]): (option["count"], bool(option["attrs"].get("disabled")))
        for _group, some, _index in widget.optgroups(name, widget.format_value(field.value()))
        for option in some
        if option["value"]
    }


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", [5, 4, 3, 2, 1]),
        ("q=介護", [2, 1]),
        ("occupation=O41&occupation=O42", [4, 3]),
        ("held=none", [5, 4, 1]),
        ("held=basic", [5, 4, 2, 1]),
        ("feature=K01&feature=K02", [2]),
        ("week=tue-day&week=sat-day", [4, 3, 2, 1]),
        ("pay=200000", [5, 2, 1]),
        ("days_off=１１５日", [4, 3, 2, 1]),
        ("order=pay", [2, 5, 1, 4, 3]),
        ("q=夜勤&order=newest", [5, 1]),
    ],
)
def test_each_filter_narrows_the_search(filters, query, keys):
    assert filters(query).run().keys == keys


def test_a_place_may_be_a_station_or_a_line(filters, stations):
    assert filters("near=光が丘駅").run().keys == [2, 1]
    assert filters("near=練馬&near_by=walk&near_within=5").run().keys == [4, 3]
    assert filters("near=大江戸線&near_within=5").run().keys == [4, 3, 2, 1]
    assert filters("near=練馬&near_by=bicycle&near_within=45&order=near").run().keys == [4, 3, 2, 1]


def test_an_unknown_place_is_said_and_left_out(filters, stations):
    filterset = filters("near=火星&q=介護")
    assert filterset.run().keys == [2, 1]
    assert filterset.errors == {
        "near": ["「火星」という駅・路線・町名が見つかりません。「光が丘」や「大江戸線」のように入れてください"]
    }
    assert [chip.label for chip in filterset.chips()] == ["介護"]


@pytest.mark.parametrize("query", ["occupation=O99", "pay=1", "held=x", "order=x", "week=x", "near=練馬&near_by=car"])
def test_a_value_that_is_not_offered_is_left_out(filters, stations, query):
    filterset = filters(query)
    assert filterset.run().total == 5
    assert filterset.errors


def test_every_option_carries_the_number_it_would_find(filters):
    filterset = filters("occupation=O41&pay=200000")
    filterset.run()
    assert options(filterset, "occupation") == {
        "O01": (2, False),
        "O22": (1, False),
        "O41": (0, False),
        "O42": (0, True),
    }
    assert options(filterset, "pay") == {"200000": (0, False), "250000": (0, True)}
    assert options(filterset, "held") == {"none": (0, True), "basic": (0, True), "full": (0, True)}


@pytest.mark.parametrize("query", ["", "q=介護", "occupation=O01&feature=K01", "pay=200000&held=none", "near=練馬"])
def test_the_number_of_an_option_is_the_number_its_choice_finds(filters, stations, query):
    filterset = filters(query)
    filterset.run()
    for name in ("occupation", "held", "feature", "pay"):
        for value, (count, _closed) in options(filterset, name).items():
            chosen = QueryDict(query, mutable=True)
            kept = chosen.getlist(name) if name == "feature" else []
            chosen.setlist(name, list(dict.fromkeys([*kept, value])))
            assert Filters(chosen).run().total == count, (name, value)


def test_minutes_carry_their_numbers_once_a_place_is_known(filters, stations):
    filterset = filters("near=光が丘&near_by=walk&near_within=5")
    filterset.run()
    minutes = filterset.form["near"].field.widget.widgets[2]
    assert minutes.counts == {"5": 2, "10": 2, "15": 2, "20": 2, "30": 2, "45": 2}
    assert 'value="5" selected>5分まで（2）' in str(filterset.form["near"])


def test_chips_take_one_condition_away_each(filters, stations):
    filterset = filters(
        "page=3&q=介護 夜勤&occupation=O41&occupation=O01&week=tue-day&pay=200000&near=光が丘&order=pay&unknown=1"
    )
    rest = {chip.label: QueryDict(chip.url[1:]).dict() for chip in filterset.chips()}
    everything = QueryDict(filterset.query())
    assert list(rest) == [
        "介護",
        "夜勤",
        "光が丘駅から徒歩15分",
        "介護職員",
        "保育士",
        "火：日中 9–16時",
        "200,000円以上",
    ]
    assert rest["介護"]["q"] == "夜勤"
    assert rest["介護職員"]["occupation"] == "O41"
    assert set(everything) - set(rest["光が丘駅から徒歩15分"]) == {"near", "near_by", "near_within"}
    assert [name for name in rest if "page" in rest[name] or "unknown" in rest[name]] == []
    assert {labels["order"] for labels in rest.values()} == {"pay"}


def test_the_same_conditions_have_the_same_address(filters):
    first = filters("feature=K03&feature=K01&q=　介護　夜勤 &order=match&page=2&days_off=１１０")
    second = filters("q=介護 夜勤&days_off=110&feature=K01&feature=K03")
    assert first.query() == second.query()
    assert dict(QueryDict(first.query()).lists()) == {
        "q": ["介護 夜勤"],
        "feature": ["K01", "K03"],
        "days_off": ["110"],
    }


def test_nothing_found_names_the_condition_that_gains_most_and_its_link_finds_as_many(filters):
    filterset = filters("q=保育&occupation=O01&pay=250000")
    result = filterset.run()
    advice = filterset.zero_advice(result)
    assert (result.total, advice.label, advice.count) == (0, "保育", 1)
    assert Filters(QueryDict(advice.url[1:])).run().total == advice.count


def test_two_codes_are_one_condition_of_the_advice(filters):
    filterset = filters("pay=250000&occupation=O41&occupation=O42")
    assert filterset.zero_advice(filterset.run()) == ("250,000円以上", 2, "?occupation=O41&occupation=O42")
    filterset = filters("pay=200000&q=介護&occupation=O41&occupation=O42")
    assert filterset.zero_advice(filterset.run()) == ("保育士・保育補助", 2, "?q=%E4%BB%8B%E8%AD%B7&pay=200000")


def test_no_advice_when_something_is_found_or_no_single_condition_helps(filters):
    found, hopeless = filters("q=介護"), filters("q=火星&occupation=O41&pay=250000")
    assert found.zero_advice(found.run()) is None
    assert hopeless.zero_advice(hopeless.run()) is None


def test_conditions_that_nobody_can_take_away(shelf):
    filterset = Filters(QueryDict("q=介護"), Search("sample").where("occupation", ["O41"], name="facility"))
    result = filterset.run()
    assert (result.total, filterset.zero_advice(result)[:2]) == (0, ("介護", 1))
    assert [chip.label for chip in filterset.chips()] == ["介護"]


def test_a_page_of_the_results(filters):
    assert [filters("").run(page, 2).keys for page in (1, 2, 3)] == [[5, 4], [3, 2], [1]]


def test_the_form_is_drawn_without_marks_and_with_numbers(filters):
    filterset = filters("occupation=O01")
    filterset.run()
    drawn = str(filterset.form["occupation"])
    assert drawn.count("checked") == 1
    assert "※任意" not in str(filterset.form)
