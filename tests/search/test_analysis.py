import hashlib

import pytest

from portal.search import analysis, synonyms
from portal.search.analysis import Phrase, normalise, phrase, spellings, tokens, words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ﾍﾙﾊﾟｰ", "へるぱー"),
        ("ヘルパ―", "へるぱー"),
        ("サ-ビス", "さーびす"),
        ("Ａ型", "a型"),
        ("１２，０００円", "12000円"),
        ("1,2人", "1,2人"),
        ("3ヶ月", "3か月"),
        ("３ヵ月", "3か月"),
        ("3ケ所", "3か所"),
        ("三箇年", "三か年"),
        ("光ヶ丘", "光が丘"),
        ("自由ケ丘", "自由が丘"),
        ("ケア", "けあ"),
        ("髙﨑・渡邊", "高崎・渡辺"),
        ("渡邉\U000e0100", "渡辺"),
        ("介\u200b護", "介護"),
        ("東京都練馬区旭町", "  旭町"),
        ("都立・東京都立・練馬区立", "都立・東京都立・練馬区立"),
        ("〜から", "〜から"),
    ],
)
def test_one_spelling_for_all_ways_to_write_it(written, meant):
    assert normalise(written) == meant
    assert normalise(meant) == meant


def test_japanese_becomes_pairs_and_a_last_character_and_latin_stays_whole():
    assert list(tokens("週3日の介護, ok")) == ["週", "3", "日の", "の介", "介護", "護", "ok"]
    assert list(tokens("、。・!")) == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("介護", Phrase(("介護",), open_end=False)),
        ("介護職", Phrase(("介護", "護職"), open_end=False)),
        ("護", Phrase(("護",), open_end=True)),
        ("週3日", Phrase(("週", "3", "日"), open_end=True)),
        ("週3", Phrase(("週", "3"), open_end=False)),
        ("毎週3日間", Phrase(("毎週", "週", "3", "日間"), open_end=False)),
        ("gh", Phrase(("gh",), open_end=False)),
    ],
)
def test_a_word_is_the_phrase_of_its_pairs(word, expected):
    assert phrase(word) == expected


def test_words_are_distinct_and_their_number_is_limited():
    assert words("介護　夜勤 介護 ！！") == ["介護", "夜勤"]
    assert len(words(" ".join(f"{number}日" for number in range(50)))) == analysis.MAX_WORDS
    assert words("あ" * 1000) == ["あ" * analysis.MAX_QUERY]


GROUPS = (("特養", "特別養護老人ほーむ"), ("障害", "障がい"), ("ぐるーぷほーむ", "gh"), ("でい", "でいさーびす"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("夜勤", ["夜勤"]),
        ("特養", ["特養", "特別養護老人ほーむ"]),
        (
            "障害者の特養",
            ["障害者の特養", "障がい者の特養", "障害者の特別養護老人ほーむ", "障がい者の特別養護老人ほーむ"],
        ),
        ("gh", ["gh", "ぐるーぷほーむ"]),
        ("light", ["light"]),
        ("でいさーびす", ["でいさーびす", "でい"]),
    ],
)
def test_a_word_in_its_other_spellings(word, expected):
    assert spellings(word, GROUPS) == expected


def test_the_number_of_spellings_is_limited():
    assert len(spellings("障害" * 12, GROUPS)) == 24


def test_every_name_in_the_file_of_synonyms_stands_in_one_group_of_at_least_two():
    names = [name for group in synonyms.groups() for name in group]
    assert len(names) == len(set(names))
    assert [group for group in synonyms.groups() if len(group) < 2] == []


def test_the_version_goes_up_with_every_change_of_the_analyser():
    """Fails when what is written into indexes changes: raise `VERSION`, then pin the new pair here."""
    sample = normalise("３ヶ月・光ヶ丘の特養ﾍﾙﾊﾟｰ、サ-ビス残業なし。月給２５０，０００円 髙﨑 Ａ型 東京都練馬区 𠮷野")
    digest = hashlib.sha256(" ".join(tokens(sample)).encode()).hexdigest()[:16]
    assert (analysis.VERSION, digest) == (1, "e5a216b20789e7fe")
