"""Three hundred made-up documents, the same every time, and the oracle that says what must be found in them.

The oracle knows nothing of tokens: it looks for substrings in text that it folds by its own rules.
"""

import datetime as dt
import itertools
import math
import random
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from portal.search.documents import Document
from portal.search.kinds import Facet, Kind

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BANDS = ("early", "day", "evening", "night")
CELLS = tuple(f"{day}-{band}" for day in DAYS for band in BANDS)
FEATURES = ("K01", "K02", "K03", "K04", "K05")
OCCUPATIONS = ("O01", "O02", "O10", "O41", "O46")
QUALIFICATIONS = ("Q01", "Q05", "Q07", "Q20")
LINES = ("oedo", "ikebukuro", "shinjuku")
AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)

TITLES = [
    "介護職員",
    "訪問介護員",
    "保育士",
    "保育補助",
    "看護職員",
    "学童支援員",
    "生活相談員",
    "ヘルパー",
    "ﾍﾙﾊﾟｰ",
    "へるぱー",
    "サービス提供責任者",
    "調理員",
    "送迎ドライバー",
    "グループホームの世話人",
    "夜勤専従の介護職員",
    "ケアマネジャー",
    "A型事業所の支援員",
    "ＧＨの夜勤",
    "髙﨑ホームの介護",
]
PLACES = [
    "光が丘",
    "光ヶ丘公園そば",
    "石神井公園",
    "練馬春日町",
    "ひばりヶ丘",
    "自由ケ丘",
    "大泉学園",
    "氷川台",
    "田柄三丁目",
    "土支田",
    "𠮷野苑",
    "渡邊医院",
    "あおぞら保育園",
    "特別養護老人ホームけやき",
    "特養さくら",
    "練馬区立ひまわり園",
    "東京都練馬区旭町",
]
SENTENCES = [
    "夜勤は月4回です。",
    "夜勤なし。",
    "週3日からできます。",
    "週３日・1日4時間から。",
    "試用期間は3か月です。",
    "試用期間3ヶ月",
    "契約は６ヵ月ごと",
    "月給２５０，０００円",
    "月給250,000円以上",
    "時給1,400円",
    "賞与年2回",
    "資格がなくても始められます。",
    "無資格ＯＫ",
    "未経験OK、研修あり",
    "障害のある方の支援",
    "障がい者支援",
    "子どもが好きな方",
    "こどもの送迎",
    "子供会の手伝い",
    "サービス残業はありません",
    "サ-ビス管理",
    "パソコン（Excel）を使います",
    "デイサ―ビスでの入浴介助",
    "看取りの経験がつめます。",
    "ユニット型・個室",
    "1ユニット10名",
    "京都からの応募も歓迎",
    "車通勤可",
    "駅から徒歩5分",
    "土日休み",
    "light",
    "exercise",
    "喀痰吸引等研修",
    "介護福祉士、実務者研修",
    "扶養内",
    "週1日OK",
    "N3以上",
]

GROUPS = {
    "two kanji": ["介護", "夜勤", "保育", "京都", "看取", "通勤"],
    "kanji and kana": ["光が丘", "看取り", "子ども", "夜勤なし", "週1日", "好きな方"],
    "three kanji and more": ["保育士", "介護職員", "実務者研修", "生活相談員", "公園前"],
    "width": ["ﾍﾙﾊﾟｰ", "ＯＫ", "ok", "Ｅｘｃｅｌ", "ＧＨ", "３か月"],
    "kana variants": ["ヘルパー", "へるぱー", "ﾍﾙﾊﾟｰ", "サ-ビス", "さーびす", "デイサービス"],
    "ヶ and が": ["光ヶ丘", "光が丘", "ひばりが丘", "ひばりヶ丘", "自由が丘", "3ヶ月", "3か月", "6カ月"],
    "one character": ["護", "車", "週", "園", "a", "丘"],
    "fragments": ["護職", "が丘", "提供責", "ぱー", "ligh", "exce", "ービス"],
    "digits": ["250000", "250,000円", "2５0000", "1400", "週3日", "3日", "400", "4時間", "n3"],
}
WORDS = list(itertools.chain.from_iterable(GROUPS.values()))
# As people say it, for the oracle alone.
SYNONYMS = [
    ("特養", "特別養護老人ホーム"),
    ("障害", "障がい", "障碍"),
    ("子ども", "こども", "子供"),
    ("グループホーム", "GH"),
    ("ヘルパー", "ホームヘルパー", "訪問介護員"),
    ("デイサービス", "デイ", "通所介護"),
]


def documents(count: int = 300) -> dict[int, Document]:
    random_ = random.Random(20261124)
    ranks = random_.sample(range(1000, 1000 + count), count)
    return {key: _document(key, ranks[key - 1], random_) for key in range(1, count + 1)}


def _document(key: int, rank: int, random_: random.Random) -> Document:
    return Document(
        key=key,
        rank=rank,
        title=random_.choice(TITLES),
        place=f"{random_.choice(PLACES)} {random_.choice(PLACES)}",
        body=random_.choice(["", " ", "\n"]).join(random_.sample(SENTENCES, random_.randint(2, 6))),
        facets={
            "occupation": [random_.choice(OCCUPATIONS)],
            "qualification": random_.sample(QUALIFICATIONS, random_.randint(0, 2)),
            "line": random_.sample(LINES, random_.randint(0, 3)),
            "feature": random_.sample(FEATURES, random_.randint(0, 4)),
            "week": random_.sample(CELLS, random_.randint(0, 9)),
        },
        numbers={
            "pay": random_.choice([None, *range(180_000, 320_000, 10_000)]),
            "days_off": random_.choice([None, *range(100, 126)]),
            "days_min": random_.choice([None, 1, 2, 3]),
        },
        point=random_.choice(
            [None, *[(round(35.70 + random_.random() / 20, 6), round(139.58 + random_.random() / 10, 6))] * 5]
        ),
    )


FACETS = (
    Facet("occupation", "one"),
    Facet("qualification", "few", slots=2),
    Facet("line", "few", slots=3),
    Facet("feature", "flags", codes=FEATURES),
    Facet("week", "flags", codes=CELLS),
)
NUMBERS = ("pay", "days_off", "days_min")


@dataclass
class Truth:
    """What the portal holds to be public now."""

    documents: dict[int, Document] = field(default_factory=documents, repr=False)

    def kind(self, name: str = "sample") -> Kind:
        return Kind(
            name=name,
            label="見本",
            facets=FACETS,
            numbers=NUMBERS,
            documents=lambda keys: [self.documents[key] for key in keys if key in self.documents],
            keys=lambda: list(self.documents),
            cards=lambda keys: [f"<p>{key}</p>" for key in keys],
            url_name="search:everything",
        )

    def matching(self, query: str) -> dict[int, int]:
        """Key and tier of every document that holds all words: 0 in the title, 1 with the place, 2 anywhere."""
        words = folded(query).split()
        found = {}
        for key, document in self.documents.items():
            texts = [folded(text) for text in (document.title, document.place, document.body)]
            for tier in range(3):
                if all(any(holds(text, word) for text in texts[: tier + 1]) for word in words):
                    found[key] = tier
                    break
        return found

    def newest_first(self, keys) -> list[int]:
        return sorted(keys, key=lambda key: -self.documents[key].rank)

    def by_match(self, found: dict[int, int]) -> list[int]:
        return sorted(found, key=lambda key: (found[key], -self.documents[key].rank))


@cache
def folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    for old, new in ("髙高", "﨑崎", "邊辺"):
        text = text.replace(old, new)
    text = "".join(chr(ord(each) - 0x60) if "ァ" <= each <= "ヴ" else each for each in text)
    text = re.sub("(?<=[ぁ-んー])[-―ー]", "ー", text)
    text = re.sub(r"(\d),(\d\d\d)", r"\1\2", text)
    text = re.sub("([0-9])[かヵヶけ]月", r"\1か月", text)
    text = re.sub("[ヶ]", "が", text).replace("自由け丘", "自由が丘")
    return text.replace("東京都練馬区", " ")


def holds(text: str, word: str) -> bool:
    return any(_holds(text, each) for each in _spellings(word))


def _spellings(word: str) -> set[str]:
    names = [[folded(name) for name in group] for group in SYNONYMS]
    swaps = {word.replace(name, other) for group in names for name in group if name in word for other in group}
    return swaps | {word}


def _holds(text: str, word: str) -> bool:
    """A substring that neither begins nor ends inside a run of Latin letters and digits."""
    latin = "[a-z0-9]"
    before = f"(?<!{latin})" if re.match(latin, word) else ""
    after = f"(?!{latin})" if re.match(latin, word[-1]) else ""
    return bool(re.search(before + re.escape(word) + after, text))


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """By the law of cosines, which is not how the engine does it."""
    south, north = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    cosine = math.sin(south) * math.sin(north) + math.cos(south) * math.cos(north) * math.cos(east)
    return 6_371_008.8 * math.acos(min(1.0, cosine))
