"""Totals, facets, numbers, places, days and pages against plain Python over the same documents."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.conditions import Among, Between
from portal.search.queries import Search

from .corpus import CELLS, FEATURES, LINES, OCCUPATIONS, QUALIFICATIONS, documents, metres

CORPUS = documents()
HERE = (35.725, 139.63)

CONDITIONS = {
    "q": (lambda search: search.words("介護"), None),
    "occupation": (
        lambda search: search.where("occupation", ["O01", "O41"]),
        lambda document: document.facets["occupation"][0] in ("O01", "O41"),
    ),
    "qualification": (
        lambda search: search.where("qualification", ["Q01", "Q05"]),
        lambda document: bool({"Q01", "Q05"} & set(document.facets["qualification"])),
    ),
    "line": (
        lambda search: search.where("line", ["oedo", "shinjuku"], every=True),
        lambda document: {"oedo", "shinjuku"} <= set(document.facets["line"]),
    ),
    "feature": (
        lambda search: search.where("feature", ["K01", "K03"], every=True),
        lambda document: {"K01", "K03"} <= set(document.facets["feature"]),
    ),
    "any_feature": (
        lambda search: search.where("feature", ["K02", "K04"], name="any_feature"),
        lambda document: bool({"K02", "K04"} & set(document.facets["feature"])),
    ),
    "pay": (
        lambda search: search.between("pay", low=200_000, high=280_000),
        lambda document: document.numbers["pay"] is not None and 200_000 <= document.numbers["pay"] <= 280_000,
    ),
    "days_off": (
        lambda search: search.between("days_off", high=115),
        lambda document: document.numbers["days_off"] is not None and document.numbers["days_off"] <= 115,
    ),
    "near": (
        lambda search: search.near(HERE, metres=3000),
        lambda document: document.point is not None and metres(HERE, document.point) <= 3000,
    ),
    "week": (
        lambda search: search.days("week", WANTED, at_least="days_min"),
        lambda document: common_days(document) >= (document.numbers["days_min"] or 1),
    ),
}
WANTED = ["mon-day", "mon-night", "tue-day", "wed-early", "fri-evening", "sat-day"]


def common_days(document) -> int:
    return len({cell.partition("-")[0] for cell in set(document.facets["week"]) & set(WANTED)})


def expected(truth, names) -> list[int]:
    """Newest first; the words are asked of the oracle of words."""
    held = truth.matching("介護") if "q" in names else CORPUS
    tests = [CONDITIONS[name][1] for name in names if name != "q"]
    return truth.newest_first(key for key in held if all(test(CORPUS[key]) for test in tests))


def asked(names) -> Search:
    search = Search("sample").order("newest")
    for name in names:
        search = CONDITIONS[name][0](search)
    return search


PAIRS = [(name,) for name in CONDITIONS] + list(itertools.combinations(CONDITIONS, 2))


@pytest.mark.parametrize("names", PAIRS, ids="+".join)
def test_total_first_and_second_page(still, names):
    keys = expected(still, names)
    first, second = asked(names).page(1, 7).run(), asked(names).page(2, 7).run()
    assert (first.total, first.keys, second.keys) == (len(keys), keys[:7], keys[7:14])
    assert first.newest == (CORPUS[keys[0]].rank if keys else 0)


def test_every_condition_finds_something_and_not_everything(still):
    totals = {name: len(expected(still, [name])) for name in CONDITIONS}
    assert [name for name, total in totals.items() if not 0 < total < len(CORPUS)] == []


@given(st.sets(st.sampled_from(sorted(CONDITIONS)), min_size=1))
@settings(max_examples=60, deadline=None)
def test_what_dropping_one_condition_would_bring(still, names):
    result = asked(sorted(names)).run()
    assert result.without == {name: len(expected(still, names - {name})) for name in names}


@given(st.sets(st.sampled_from(sorted(CONDITIONS))))
@settings(max_examples=60, deadline=None)
def test_counts_leave_out_the_own_choice_unless_every_code_is_wanted(still, names):
    facets = {"occupation": OCCUPATIONS, "qualification": QUALIFICATIONS, "line": LINES, "feature": FEATURES}
    result = asked(sorted(names)).counting(*facets).run()
    own = {"occupation": {"occupation"}, "qualification": {"qualification"}, "feature": {"any_feature"}}
    for facet, codes in facets.items():
        held = expected(still, names - own.get(facet, set()))
        counts = {code: sum(code in CORPUS[key].facets[facet] for key in held) for code in codes}
        assert result.counts[facet] == {code: count for code, count in counts.items() if count}


def test_a_tally_says_what_each_option_would_find(still):
    floors = {str(pay): Between("pay", low=pay) for pay in (180_000, 250_000, 400_000)}
    ladder = {"Q05": Among("qualification", ("Q01", "Q05"))}
    more = {code: Among("feature", (code,)) for code in FEATURES}
    search = asked(["occupation", "pay", "feature"])
    counts = search.tally("pay", floors).tally("ladder", ladder).tally("feature", more, added=True).run().counts

    def total(names, test):
        return sum(test(CORPUS[key]) for key in expected(still, names))

    assert counts["pay"] == {
        floor: total(["occupation", "feature"], lambda document, low=int(floor): (document.numbers["pay"] or 0) >= low)
        for floor in floors
    }
    assert counts["ladder"]["Q05"] == total(["occupation", "pay", "feature"], CONDITIONS["qualification"][1])
    assert counts["feature"] == {
        code: total(["occupation", "pay", "feature"], lambda document, code=code: code in document.facets["feature"])
        for code in FEATURES
    }


def test_pay_falls_and_what_does_not_state_it_comes_last(still):
    keys = Search("sample").order("pay").page(1, 400).run().keys
    assert keys == sorted(CORPUS, key=lambda key: (-(CORPUS[key].numbers["pay"] or 0), -CORPUS[key].rank))


def test_pay_rises_and_what_does_not_state_it_comes_last(still):
    keys = Search("sample").order("-pay").page(1, 400).run().keys
    stated = [key for key in keys if CORPUS[key].numbers["pay"] is not None]
    assert keys[: len(stated)] == sorted(stated, key=lambda key: (CORPUS[key].numbers["pay"], -CORPUS[key].rank))
    assert 0 < len(stated) < len(keys)


def test_the_nearest_comes_first_with_its_metres(still):
    result = Search("sample").near(HERE, metres=3000).order("near").page(1, 400).run()
    far = {key: metres(HERE, CORPUS[key].point) for key in expected(still, ["near"])}
    assert sorted(result.keys) == sorted(far)
    assert all(far[key] <= far[after] + 0.5 for key, after in itertools.pairwise(result.keys))
    assert {key: round(value) for key, value in result.metres.items()} == {key: round(m) for key, m in far.items()}


def test_of_several_points_the_nearest_counts(still):
    there = (35.74, 139.66)
    result = Search("sample").near(HERE, there, metres=1000).page(1, 400).run()
    near = [
        key
        for key, document in CORPUS.items()
        if document.point and min(metres(HERE, document.point), metres(there, document.point)) <= 1000
    ]
    assert result.keys == still.newest_first(near)


def test_without_a_limit_a_place_only_measures(still):
    result = Search("sample").near(HERE).order("near").page(1, 400).run()
    assert result.total == len(CORPUS)
    without_point = still.newest_first(key for key, document in CORPUS.items() if document.point is None)
    assert result.keys[-len(without_point) :] == without_point


def test_days_without_a_number_need_one(still):
    keys = Search("sample").days("week", ["sun-night"]).page(1, 400).run().keys
    assert keys == still.newest_first(key for key in CORPUS if "sun-night" in CORPUS[key].facets["week"])
    assert set(CELLS) > set(WANTED)


def test_what_is_newer_than_the_last_time(still):
    keys = Search("sample").newer_than(1290).page(1, 400).run().keys
    assert keys == still.newest_first(key for key in CORPUS if CORPUS[key].rank > 1290)


def test_a_second_condition_of_the_same_name_takes_the_place_of_the_first(still):
    search = Search("sample").where("occupation", ["O01"]).where("occupation", ["O41"])
    assert search.run().total == sum(document.facets["occupation"] == ["O41"] for document in CORPUS.values())


def test_unknown_codes_find_nothing_and_nothing_chosen_is_no_condition(still):
    assert Search("sample").where("occupation", ["O99"]).run().total == 0
    assert Search("sample").where("occupation", []).between("pay").days("week", []).near().run().total == len(CORPUS)


@pytest.mark.parametrize("number", [0, -3, 10**6])
def test_pages_outside(still, number):
    result = Search("sample").page(number).run()
    assert (result.total, len(result.keys)) == (len(CORPUS), 20 if number < 1 else 0)


def test_what_a_kind_does_not_have_is_refused(still):
    for ask in (
        lambda search: search.where("colour", ["red"]),
        lambda search: search.between("weight", 1),
        lambda search: search.order("weight"),
        lambda search: search.counting("colour"),
    ):
        with pytest.raises((LookupError, StopIteration)):
            ask(Search("sample"))
