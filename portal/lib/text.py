"""Text as people and files bring it, made plain."""

import re
import unicodedata
from decimal import Decimal

# Spacing, controls and marks that change how a text reads without being seen.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
NUMBER = re.compile(
    r"[¥\\]?\s*(?P<number>[-−△]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<ten_thousand>万?)\s*"
    r"(?:円|名|人|日|回|分|時間|床|室|戸|%)?"
)


def plain(text: str) -> str:
    """NFKC in one line: control, bidi and zero-width characters removed, runs of white space as one space."""
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(
        " " if character.isspace() else character
        for character in folded
        if character.isspace() or unicodedata.category(character) not in UNSEEN
    )
    return " ".join(seen.split())


def digits(text: str) -> str:
    """Only the digits, as ASCII: for telephone, postal and corporate numbers however they are punctuated."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character in "0123456789")


def plain_number(text: str) -> int | None:
    """The one whole number a cell states (「１２，３４５円」 12345, 「20.5万円」 205000), else None."""
    match = NUMBER.fullmatch(plain(text))
    if match is None:
        return None
    number = re.sub("[−△]", "-", match["number"]).replace(",", "")
    value = Decimal(number) * (10_000 if match["ten_thousand"] else 1)
    return int(value) if value == value.to_integral_value() else None


def corporate_number_is_valid(number: str) -> bool:
    """Thirteen digits whose first is the check digit (法人番号の指定等に関する省令2条)."""
    if not re.fullmatch(r"[0-9]{13}", number):
        return False
    weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number[1:])))
    return int(number[0]) == 9 - weighed % 9
