"""Japanese addresses taken apart: municipality, town, numbers, building. Pure; knows no table."""

import re
from dataclasses import dataclass

from portal.lib.text import plain

KANJI_DIGITS = "〇一二三四五六七八九"
# What sources put between the numbers of an address; ? stands where a dash was lost on the way.
DASHES = "-‐‑‒–—―−ーｰ－?"
PREFECTURE = re.compile(r"(東京都|北海道|京都府|大阪府|[^0-9]{2,3}県)")
CITY = (
    "(?:町田市|東村山市|武蔵村山市|羽村市|市川市|市原市"
    "|[^0-9区市町村]{1,7}市[^0-9区市町村]{1,4}区|[^0-9区市町村]{1,7}[区市])"
)
COUNTY = "[^0-9市区]{1,4}郡[^0-9区市町村]{1,7}[町村]"
CITY_OR_WARD = re.compile(rf"(?P<name>{COUNTY}|{CITY})")
# 町 and 村 end municipalities and their parts alike: only a prefecture or a 郡 before them tells.
MUNICIPALITY = re.compile(rf"(?P<name>{COUNTY}|{CITY}|[^0-9区市町村]{{1,7}}[町村])")
KANJI_BLOCK = re.compile(r"^(?P<base>[^0-9]+?)(?P<block>[一二三四五六七八九十]+)丁目")
BASE = re.compile(r"^(?P<base>[^0-9]*[^0-9\s])\s*(?=[0-9])")
SEPARATOR = rf"(?:\s*(?:丁目|番地の?|番|号(?![棟館室])|の|[{DASHES}])\s*)"
NUMBERS = re.compile(
    rf"[0-9]{{1,5}}(?![0-9FＦ階]|号[棟館室])(?:{SEPARATOR}+[0-9]{{1,5}}(?![0-9FＦ階]|号[棟館室]))*{SEPARATOR}*"
)


@dataclass(frozen=True)
class Address:
    """東京都練馬区光が丘三丁目3番5号 見本館: municipality 練馬区, base 光が丘, numbers (3, 3, 5), building 見本館."""

    municipality: str
    base: str
    numbers: tuple[int, ...]
    building: str

    @property
    def line(self) -> str:
        """The address below the municipality, always written alike: 光が丘3-3-5."""
        return self.base + "-".join(map(str, self.numbers))

    @property
    def key(self) -> tuple[str, str, tuple[int, ...]]:
        """Equal for two spellings of one place; a room number after the third number does not count."""
        return self.municipality, folded(self.base), self.numbers[:3]


def parse(text: str, municipality: str = "") -> Address:
    """Take apart what is written; `municipality` is assumed where the text names none."""
    rest = plain(text)
    prefecture = PREFECTURE.match(rest)
    rest = rest[prefecture.end() :].lstrip() if prefecture else rest
    found = (MUNICIPALITY if prefecture else CITY_OR_WARD).match(rest)
    if municipality and rest.startswith(municipality):
        rest = rest[len(municipality) :].lstrip()
    elif found and (prefecture or not municipality or found["name"].endswith("区")):
        municipality, rest = found["name"], rest[found.end() :].lstrip()
    base, rest = _split_base(rest)
    numbers = NUMBERS.match(rest)
    if not numbers:
        return Address(municipality, base, (), rest.strip())
    parts = tuple(int(number) for number in re.findall("[0-9]+", numbers[0]))
    return Address(municipality, base, parts, rest[numbers.end() :].strip())


def _split_base(text: str) -> tuple[str, str]:
    """The name of the town and what follows it, a block in kanji written in digits."""
    block = KANJI_BLOCK.match(text)
    if block:
        return block["base"].strip(), f"{kanji_number(block['block'])}丁目{text[block.end() :]}"
    base = BASE.match(text)
    return (base["base"], text[base.end() :]) if base else (text, "")


def kanji_number(text: str) -> int:
    """一 to 九十九."""
    tens, mark, ones = text.rpartition("十")
    if not mark:
        return KANJI_DIGITS.index(text)
    return (KANJI_DIGITS.index(tens) if tens else 1) * 10 + (KANJI_DIGITS.index(ones) if ones else 0)


def in_kanji(number: int) -> str:
    """1 to 99."""
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else KANJI_DIGITS[tens]) + "十" if tens else "") + (KANJI_DIGITS[ones] if ones else "")


def folded(name: str) -> str:
    """One spelling for 光が丘, 光ヶ丘, 光ケ丘 and for 字 that came and went."""
    return re.sub("[ヶケｹヵガ]", "が", re.sub(r"\s|^大?字", "", name)).replace("﨑", "崎").replace("髙", "高")


def without_repetition(text: str) -> str:
    """A building that a source wrote twice, once: 「ハイツ2階 ハイツ2階」."""
    words = text.split()
    half = len(words) // 2
    if len(words) % 2 == 0 and words[:half] == words[half:]:
        words = words[:half]
    joined = " ".join(words)
    middle = len(joined) // 2
    return joined[:middle] if len(joined) > 3 and joined[:middle] == joined[middle:] else joined
