"""One value at a time: what a cell surely says, and what is odd about it.

Each function returns `Value`: text or number (None or "" when it says nothing) and a doubt in plain words.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.lib.text import corporate_number_is_valid, digits, plain, plain_number

EXCEL_EPOCH = dt.date(1899, 12, 30)
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
DATE = re.compile(
    r"(?P<era>令和|平成|昭和|[RHS])?(?P<year>元|\d{1,4})[年/.\-](?P<month>\d{1,2})[月/.\-](?P<day>\d{1,2})"
)
DASH = re.compile("[‐‑‒–—―−ー－ｰ]")
ABBREVIATIONS = {
    "(株)": "株式会社",
    "(有)": "有限会社",
    "(福)": "社会福祉法人",
    "(社福)": "社会福祉法人",
    "(医)": "医療法人",
    "(特非)": "特定非営利活動法人",
    "(合)": "合同会社",
    "(同)": "合同会社",
    "(一社)": "一般社団法人",
    "(学)": "学校法人",
}
LARGEST_CAPACITY = 3000


@dataclass(frozen=True)
class Value:
    """`sure` tells a repair that is beyond doubt (a restored zero) from a value that may be wrong."""

    value: Any
    doubt: str = ""
    sure: bool = True


def office_number(text: str) -> Value:
    number = re.sub(r"[\s\-]", "", text).upper()
    if not number:
        return Value("")
    if re.fullmatch("[0-9A-Z]{10}", number):
        return Value(number)
    if re.fullmatch("[0-9]{9}", number):
        return Value(number.zfill(10), _("事業所番号の先頭の0が落ちていたため補いました。"))
    return Value("", _("事業所番号「%(text)s」は10桁ではないため使いません。") % {"text": text})


def corporate_number(text: str) -> Value:
    number = digits(text)
    if not number:
        return Value("")
    if corporate_number_is_valid(number):
        return Value(number)
    return Value("", _("法人番号「%(text)s」は検査数字が合わないため使いません。") % {"text": text})


def phone(text: str) -> Value:
    """The first telephone number, in groups where these are sure."""
    written = DASH.sub("-", re.sub(r"\((0\d{1,4})\)", r"\1-", plain(text)))
    first = re.split(r"[/、,;]|内線|代表", written)[0].strip()
    number = digits(first)
    if not number:
        return Value("")
    if re.fullmatch("[1-9][0-9]{8}|[5789]0[0-9]{8}", number):
        repaired = _grouped("0" + number, "")
        return Value(repaired, _("電話番号の先頭の0が落ちていたため補いました。"))
    if not re.fullmatch("0[0-9]{9,10}", number):
        return Value("", _("電話番号「%(text)s」は桁数が合わないため使いません。") % {"text": text})
    doubt = _("電話番号が二つ以上あるため、先のものを使いました。") if first != written else ""
    return Value(_grouped(number, first), doubt)


def _grouped(number: str, written: str) -> str:
    if len(number) == 11:
        return f"{number[:3]}-{number[3:7]}-{number[7:]}"
    if number.startswith(("03", "06")):
        return f"{number[:2]}-{number[2:6]}-{number[6:]}"
    if number.startswith(("0120", "0800")):
        return f"{number[:4]}-{number[4:7]}-{number[7:]}"
    groups = [digits(group) for group in written.split("-")]
    return "-".join(groups) if [len(group) for group in groups] in ([3, 3, 4], [4, 2, 4], [5, 1, 4]) else number


def postal_code(text: str) -> Value:
    number = digits(text)
    if not number:
        return Value("")
    if len(number) == 7:
        return Value(f"{number[:3]}-{number[3:]}")
    return Value("", _("郵便番号「%(text)s」は7桁ではないため使いません。") % {"text": text})


def url(text: str) -> Value:
    """An address of the web; a mailbox in the column is dropped for privacy."""
    address = text.split(" ")[0]
    if not address or address in ("-", "--"):
        return Value("")
    if re.fullmatch(r"https?://[^\s/@]+\.[^\s/@]+(/[!-~]*)?", address) and len(address) <= 300:
        return Value(address)
    if re.fullmatch(r"[a-z0-9][a-z0-9.\-]+\.[a-z]{2,}(/[!-~]*)?", address):
        return Value(f"http://{address}", _("ホームページの番地に http:// を補いました。"))
    if "@" in address:
        return Value("", _("ホームページの欄にメールアドレスがあるため使いません。"))
    return Value("", _("ホームページ「%(text)s」は番地として読めないため使いません。") % {"text": text[:60]})


def capacity(text: str) -> Value:
    """0 and nothing both mean unknown."""
    if text in ("", "-", "--", "不明", "なし"):
        return Value(None)
    number = plain_number(text)
    if number == 0:
        return Value(None)
    if number is None or not 0 < number <= LARGEST_CAPACITY:
        return Value(None, _("定員「%(text)s」は人数として読めないため使いません。") % {"text": text})
    return Value(number)


def date(text: str) -> dt.date | None:
    """The first date in a text: 2006/10/1, 平成29年12月1日, or a cell that is a spreadsheet's day number."""
    written = plain(text)
    if re.fullmatch("[2-6][0-9]{4}", written):
        return EXCEL_EPOCH + dt.timedelta(days=int(written))
    match = DATE.search(written)
    if not match:
        return None
    year = 1 if match["year"] == "元" else int(match["year"])
    year += ERAS[match["era"]] if match["era"] else 0
    try:
        day = dt.date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return day if day.year > 1867 else None


def opened_on(text: str) -> Value:
    day = date(text)
    doubt = _("事業開始日「%(text)s」は日付として読めないため使いません。") % {"text": text} if text and not day else ""
    return Value(day, doubt)


def point(latitude: str, longitude: str) -> Value:
    """Latitude and longitude near Tokyo, mended where the two columns were exchanged."""
    if not latitude and not longitude:
        return Value(None)
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return Value(None, _("緯度・経度「%(text)s」は数として読めません。") % {"text": f"{latitude}, {longitude}"})
    if _is_near_tokyo(north, east):
        return Value((round(north, 6), round(east, 6)))
    if _is_near_tokyo(east, north):
        return Value((round(east, 6), round(north, 6)), _("緯度と経度が入れ替わっていたため直しました。"))
    place = {"text": f"{latitude}, {longitude}"}
    return Value(None, _("緯度・経度「%(text)s」は東京の周辺ではないため使いません。") % place)


def _is_near_tokyo(north: float, east: float) -> bool:
    return 35.0 <= north <= 36.5 and 138.5 <= east <= 140.5


def corporation(text: str) -> Value:
    """The legal body's name in full; people who own a facility themselves stay unnamed."""
    if "個人" in text:
        return Value("個人")
    for short, full in ABBREVIATIONS.items():
        if text.startswith(short) or text.endswith(short):
            return Value(
                full + text.removeprefix(short).strip()
                if text.startswith(short)
                else text.removesuffix(short).strip() + full
            )
    return Value(text)


def clock(text: str) -> str:
    """07:30 as 7:30; "" when it is no time of day."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", plain(text))
    return f"{int(match[1])}:{match[2]}" if match else ""


def kana(text: str) -> str:
    """Readings in hiragana."""
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in text)
