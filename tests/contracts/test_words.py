"""Which documents hold the words, and in which order they come."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.queries import Search

from .corpus import GROUPS, WORDS, documents, folded

CORPUS = documents()


def found(query: str) -> list[int]:
    return Search("sample").words(query).page(1, 400).run().keys


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_of_words_finds_what_the_oracle_finds(still, group):
    for word in GROUPS[group]:
        assert found(word) == still.by_match(still.matching(word)), word


def test_the_corpus_tries_every_group(still):
    """A group in which nothing is ever found would prove nothing."""
    assert [group for group, words in GROUPS.items() if not any(still.matching(word) for word in words)] == []


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.sampled_from([" ", "　"]))
@settings(max_examples=60, deadline=None)
def test_all_words_must_be_held(still, words, gap):
    assert found(gap.join(words)) == still.by_match(still.matching(" ".join(words)))


def test_synonyms_find_one_another(still):
    for names in (["特養", "特別養護老人ホーム"], ["障害", "障がい"], ["子ども", "こども", "子供"]):
        expected = still.by_match(still.matching(names[0]))
        assert expected
        assert [found(name) for name in names] == [expected] * len(names)


def test_a_synonym_inside_a_word_is_exchanged(still):
    assert found("障碍者支援") == still.by_match(still.matching("障がい者支援")) != []


VARIANTS = [
    str,
    str.upper,
    lambda text: "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text),
    lambda text: "".join(chr(ord(each) + 0x60) if "ぁ" <= each <= "ゔ" else each for each in text),
]


@given(st.sampled_from(sorted(CORPUS)), st.sampled_from(["title", "place", "body"]), st.data())
@settings(max_examples=150, deadline=None)
def test_any_piece_of_any_text_finds_it_in_any_width_and_kana(still, key, part, data):
    text = folded(getattr(CORPUS[key], part))
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    if _cuts_latin(text, start) or _cuts_latin(text, start + len(piece)):
        return
    assert key in found(data.draw(st.sampled_from(VARIANTS))(piece))


def _cuts_latin(text: str, place: int) -> bool:
    around = text[place - 1 : place + 1] if place else ""
    return len(around) == 2 and around.isascii() and around.isalnum()


@given(st.sampled_from(["exercise", "250000", "excel", "light"]), st.data())
@settings(max_examples=30, deadline=None)
def test_a_fragment_of_a_latin_word_does_not_find_it(still, word, data):
    start = data.draw(st.integers(0, len(word) - 1))
    fragment = word[start : data.draw(st.integers(start + 1, len(word)))]
    assert found(fragment) == still.by_match(still.matching(fragment))


def test_kyoto_is_not_found_in_tokyo_to(still):
    assert found("京都") == still.by_match(still.matching("京都"))
    assert all("京都から" in CORPUS[key].body for key in found("京都"))


@pytest.mark.parametrize("query", ["", "  　", "!!!", "・", '"', "東京都", "\x00", "\ud800"])
def test_a_query_without_words_finds_everything(still, query):
    assert found(query) == still.newest_first(CORPUS)


SYNTAX = {
    '介護" OR "': "介護 or",
    "title:介護": "title介護",
    "介護*": "介護",
    "NOT 介護": "not 介護",
    "(介護": "介護",
    "介護 AND": "介護 and",
    "^介護": "介護",
    "介護 -夜勤": "介護 夜勤",
    "NEAR(介護 夜勤)": "near介護 夜勤",
}


@pytest.mark.parametrize("query", SYNTAX)
def test_the_engines_own_syntax_is_only_text(still, query):
    assert found(query) == found(SYNTAX[query]) == still.by_match(still.matching(SYNTAX[query]))


def test_order_by_the_words_is_title_then_place_then_text(still):
    tiers = still.matching("夜勤")
    assert set(tiers.values()) == {0, 2}
    assert found("夜勤") == still.by_match(tiers)
    assert set(still.matching("光が丘").values()) == {1}
