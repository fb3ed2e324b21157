"""What matches: text and queries become tokens here and nowhere else. Engines only store and intersect them.

A run of Japanese characters becomes overlapping pairs plus its last character; a run of Latin letters and digits stays
whole. A query word is the phrase of its pairs, so that it matches exactly where it is a substring, Latin runs whole.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Goes up with every change of what `normalise` or `tokens` answer: indexes of another version are rebuilt.
VERSION = 1

MAX_QUERY = 200
MAX_WORDS = 10

_NUMERAL = "0-9一二三四五六七八九十百千数何"
_KANA = "ぁ-ゖァ-ヺー"
_KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆〇\U00020000-\U0003ffff"
_JAPANESE = re.compile(f"[{_KANA}ゝゞ{_KANJI}]")
_RUN = re.compile(rf"[{_KANA}ゝゞ{_KANJI}]+|[^\W_{_KANA}ゝゞ{_KANJI}]+")

_VARIANTS = str.maketrans("髙﨑濵濱邊邉齋齊德", "高崎浜浜辺辺斎斉徳")
_HIRAGANA = str.maketrans({code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)})
_UNSEEN = re.compile(
    "[\u00ad\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_DASH = re.compile(rf"(?<=[{_KANA}])[-‐‑‒–—―−─━]")
_DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# 3ヶ月, 3ケ月, 3箇月 and 数ヵ所 are 3か月 and 数か所; every other small ヶ, and a large ケ between kanji, is が.
_COUNTER = re.compile(rf"(?<=[{_NUMERAL}])[ヶケ箇個](?=[月所年])|ヶ(?=[月所年])|ヵ|ゕ")
_POSSESSIVE = re.compile(rf"[ヶゖ]|(?<=[{_KANJI}])ケ(?=[{_KANJI}])")
# Names that nearly every document carries (and 東京都 contains 京都): they are filters, not words.
_KEPT_OUT = re.compile("東京都(?!立)|練馬区(?![立内民役議報])")


def normalise(text: str) -> str:
    """One spelling for all ways to write the same: width, case, kana, dashes, variants of kanji, ヶ and が."""
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).lower().translate(_VARIANTS)
    text = _DIGIT_COMMA.sub("", _DASH.sub("ー", text))
    text = _POSSESSIVE.sub("が", _COUNTER.sub("か", text))
    return _KEPT_OUT.sub(" ", text.translate(_HIRAGANA))


def tokens(normalised: str) -> Iterator[str]:
    """The tokens of a document's text, in order."""
    for run in _RUN.findall(normalised):
        if _is_japanese(run):
            yield from (run[place : place + 2] for place in range(len(run) - 1))
            yield run[-1]
        else:
            yield run


@dataclass(frozen=True)
class Phrase:
    """Tokens that must follow one another; with `open_end` the last one may go on (護 finds 護職)."""

    tokens: tuple[str, ...]
    open_end: bool


def words(query: str) -> list[str]:
    """The distinct words of a query, normalised; what holds no letter or digit is no word."""
    parts = normalise(query[:MAX_QUERY]).split()
    return [word for word in dict.fromkeys(parts) if _RUN.search(word)][:MAX_WORDS]


def phrase(word: str) -> Phrase:
    """The phrase of a normalised word that `words` accepted."""
    runs = _RUN.findall(word)
    wanted = list(tokens(word))
    if not _is_japanese(runs[-1]):
        return Phrase(tuple(wanted), open_end=False)
    if len(runs[-1]) > 1:
        wanted.pop()
    return Phrase(tuple(wanted), open_end=len(runs[-1]) == 1)


def spellings(word: str, groups: Sequence[Sequence[str]], limit: int = 24) -> list[str]:
    """The normalised word and what it is called otherwise: each member of a group of synonyms it contains, longest
    first, is exchanged for the other members.
    """
    members = {member: group for group in groups for member in group}
    pattern = re.compile("|".join(map(re.escape, sorted(members, key=len, reverse=True))) or r"(?!)")
    results, place = [""], 0
    for match in pattern.finditer(word):
        others = members[match[0]] if _stands_alone(word, match) else [match[0]]
        choices = [match[0], *(other for other in others if other != match[0])]
        results = [head + word[place : match.start()] + choice for choice in choices for head in results][:limit]
        place = match.end()
    return list(dict.fromkeys(head + word[place:] for head in results))


def _stands_alone(word: str, match: re.Match[str]) -> bool:
    """A Latin synonym is a whole run: gh does not occur in light."""
    before, after = word[: match.start()][-1:], word[match.end() :][:1]
    return not (_is_latin(before) and _is_latin(match[0][0])) and not (_is_latin(after) and _is_latin(match[0][-1]))


def _is_japanese(run: str) -> bool:
    return bool(_JAPANESE.match(run))


def _is_latin(character: str) -> bool:
    return bool(_RUN.match(character)) and not _is_japanese(character)
