"""From the text of a letter to its PDF: A4, tagged (PDF/UA-1), for keeping (PDF/A-2a), the same bytes each time.

`templates/letters/letter.typ` draws the sheet. It gets data, never markup; fonts come from a wheel, nothing from the
system or the net.
"""

import datetime as dt
import io
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self, cast

import pylopdf_fonts_cjk
import segno
import typst
from django.utils.translation import gettext as _

from portal.lib.dates import era_date, tokyo_date
from portal.lib.money import yen
from portal.lib.refusal import Refused

from .wording import Wording, visible

TEMPLATE = Path(__file__).parent / "templates" / "letters" / "letter.typ"
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


@dataclass(frozen=True)
class Addressee:
    """`name` may have several lines (corporation, then its representative); the honorific follows the last."""

    name: str
    address: str = ""
    honorific: str = "様"


@dataclass(frozen=True)
class Line:
    """A row of the table of amounts, in yen."""

    label: str
    amount: int


@dataclass(frozen=True)
class Content:
    """The filled text and figures of one letter; `plain` is how the database keeps it."""

    wording: Wording
    addressee: Addressee
    lines: tuple[Line, ...] = ()
    total: Line | None = None

    def plain(self) -> dict[str, Any]:
        return {
            **self.wording.plain(),
            "addressee": vars(self.addressee),
            "lines": [vars(line) for line in self.lines],
            "total": vars(self.total) if self.total else None,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        return cls(
            Wording.of(data),
            Addressee(**data["addressee"]),
            tuple(Line(**line) for line in data["lines"]),
            Line(**data["total"]) if data["total"] else None,
        )


def letter_pdf(content: Content, *, number: str, at: dt.datetime, address: str) -> bytes:
    """`address` is the URL at which anybody can check the letter. Raises `Refused` for a character without glyph."""
    sheet = _sheet(content) | {"number": number, "date": era_date(tokyo_date(at)), "verify": _verify(address)}
    return _drawn(sheet, at)


def sample_pdf(content: Content) -> bytes:
    """The same sheet with 「見本」 across it, without number, date and code."""
    sheet = _sheet(content) | {"number": "", "date": _("年　　月　　日"), "sample": _("見本")}
    return _drawn(sheet, dt.datetime.fromtimestamp(0, dt.UTC))


def _sheet(content: Content) -> dict[str, Any]:
    wording, to = content.wording, content.addressee
    below = wording.body or content.lines or wording.conditions
    names = paragraphs(to.name)
    return {
        "title": visible(wording.title),
        "address": paragraphs(to.address) + names[:-1],
        "addressee": f"{names[-1]}　{to.honorific}",
        "sender": paragraphs(wording.sender),
        "seal": _("（公印省略）"),
        "opening": paragraphs(wording.opening),
        "below": _("記") if below else "",
        "body": paragraphs(wording.body),
        "columns": [_("内訳"), _("金額")],
        "lines": [_row(line) for line in content.lines],
        "total": _row(content.total) if content.total else None,
        "conditions": [" ".join(paragraphs(text)) for text in wording.conditions],
        "closing": paragraphs(wording.closing),
        "section": paragraphs(wording.section),
        "headings": {"conditions": _("条件"), "section": _("問い合わせ先")},
        "sample": "",
        "verify": None,
    }


def paragraphs(text: str) -> list[str]:
    return [line for line in (visible(line) for line in text.splitlines()) if line]


def _row(line: Line) -> dict[str, str]:
    return {"label": visible(line.label), "amount": f"△{yen(-line.amount)}" if line.amount < 0 else yen(line.amount)}


def _verify(address: str) -> dict[str, Any]:
    code = io.BytesIO()
    segno.make(address, error="m").save(code, kind="svg", border=0, xmldecl=False)
    return {
        "address": address,
        "code": code.getvalue().decode(),
        "words": [_("この文書が区の発行したもの"), _("であることを確かめられます。")],
        "alt": _("この文書を確かめるページを開く二次元コード"),
    }


@cache
def _fonts() -> typst.Fonts:
    folder = pylopdf_fonts_cjk.serif_path().parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _drawn(sheet: dict[str, Any], at: dt.datetime) -> bytes:
    compiler = typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
    )
    try:
        data = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=int(at.timestamp()))
    except typst.TypstError as error:
        if signs := NO_GLYPH.findall(error.diagnostic):
            raise Refused(_no_glyph(signs)) from error
        raise
    return cast(bytes, data)


def _no_glyph(signs: list[str]) -> str:
    """Names the characters that the font cannot draw, those nobody can see by their number."""
    named = (re.sub(r"\\u\{(\w+)\}", lambda code: f"U+{code[1].upper()}", sign) for sign in signs)
    words = {"signs": "、".join(dict.fromkeys(named))}
    return _("印字できない文字があります（%(signs)s）。別の字に改めてください。") % words
