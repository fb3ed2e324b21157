"""Tables that people bring and take away, as CSV or XLSX, with nothing in them that could act."""

import codecs
import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

MAX_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 300
MAX_CELLS = 1_000_000
BLOCK = 1 << 20
ROW_TAG = re.compile(rb"<(?:\w+:)?row[\s/>]")
CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s/>]")
ENCODINGS = ("utf-8", "cp932")
CALCULATES = re.compile(r"[\s\"']*[=+\-@＝＋－＠]|[\t\r\n]")
# A dash, signed figures with a unit, and ornamental 「＝＝」 only look like a formula.
HARMLESS = re.compile(r"-|[-+]?\d[\d,.\-]*[^\x00-\x7f=＝＋－＠]*|＝＝[^\x00-\x7f]*")


class Unreadable(ValueError):  # noqa: N818
    """The file cannot be read at all; the message says why in plain Japanese."""


@dataclass(frozen=True)
class BadCell:
    """`row` counts from 1 as a spreadsheet shows it; `column` counts from 0."""

    row: int
    column: int
    reason: str

    @property
    def place(self) -> str:
        return f"{get_column_letter(self.column + 1)}{self.row}"


@dataclass(frozen=True)
class Table:
    """Every row of the file, empty ones included, so that row N of the file is `rows[N - 1]`."""

    rows: list[list[str]]
    bad_cells: list[BadCell] = field(default_factory=list)
    unread_sheets: list[str] = field(default_factory=list)

    def records(self, header_at: int = 0) -> Iterator[tuple[int, dict[str, str]]]:
        """(row number, column name -> value) for each filled row below the header; the first of equal names counts."""
        names = [name.strip() for name in self.rows[header_at]] if self.rows else []
        for number, row in enumerate(self.rows[header_at + 1 :], start=header_at + 2):
            if any(cell.strip() for cell in row):
                cells = row + [""] * (len(names) - len(row))
                yield number, {name: cell for name, cell in reversed(list(zip(names, cells, strict=False))) if name}


def read(data: bytes, name: str) -> Table:
    """The table in a CSV (UTF-8 or CP932) or XLSX file. The content decides, not the name; raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            _("ファイルが大きすぎます（%(limit)d MB まで）。分けてください。") % {"limit": MAX_BYTES // 1_000_000}
        )
    if not data.strip():
        raise Unreadable(_("ファイルが空です。"))
    if data.startswith(b"PK\x03\x04"):
        return _read_xlsx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("古い形式の Excel ファイル（.xls）は読めません。.xlsx か CSV で保存し直してください。"))
    return _read_csv(decode(data), name)


def decode(data: bytes) -> str:
    """Text in UTF-8 (with or without a mark) or CP932; raises `Unreadable` rather than guess."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        raise Unreadable(_("文字コードを読み取れません。UTF-8 か Shift_JIS の CSV で保存し直してください。"))
    bare = data.removeprefix(codecs.BOM_UTF8)
    for encoding in ENCODINGS[:1] if bare is not data or _is_mostly_utf8(bare) else ENCODINGS:
        try:
            return bare.decode(encoding)
        except UnicodeDecodeError as error:
            line = bare.count(b"\n", 0, error.start) + 1
    raise Unreadable(
        _("%(line)d 行目に読めない文字があります。UTF-8 か Shift_JIS の CSV で保存し直してください。") % {"line": line}
    )


def _is_mostly_utf8(data: bytes) -> bool:
    """Read as CP932, a UTF-8 file with one broken byte would come out as nonsense without an error."""
    beyond_ascii = sum(byte > 127 for byte in data)
    kept = sum(byte > 127 for byte in data.decode("utf-8", "ignore").encode())
    return kept * 2 > beyond_ascii


def _read_csv(text: str, name: str) -> Table:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = "\t" if name.lower().endswith(".tsv") or ("\t" in first and "," not in first) else ","
    try:
        rows = _parse(text, delimiter, strict=True)
    except csv.Error:
        rows = _parse(text, delimiter, strict=False)
    return _bounded(rows, [], [])


def _parse(text: str, delimiter: str, *, strict: bool) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        return list(reader)
    except csv.Error as error:
        if strict and "unexpected end" not in str(error):
            raise
        raise Unreadable(
            _('%(line)d 行目あたりで引用符（"）が閉じていないか、一つの欄が長すぎます。') % {"line": reader.line_num}
        ) from error


def _read_xlsx(data: bytes) -> Table:
    _check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheets = [(sheet.title, *_read_sheet(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes the parser fail in many ways
        raise Unreadable(_("Excel ファイルが壊れているため読めません。")) from error
    filled = [sheet for sheet in sheets if sheet[1]]
    if not filled:
        raise Unreadable(_("ファイルが空です。"))
    _title, rows, bad_cells = filled[0]
    return _bounded(rows, bad_cells, [title for title, *_rest in filled[1:]])


def _check_archive(data: bytes) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = {entry.filename for entry in archive.infolist()}
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise Unreadable(_("ファイルを開くと大きすぎます。分けて送ってください。"))
        if "xl/workbook.xml" not in names:
            raise Unreadable(_("Excel（.xlsx）か CSV のファイルを選んでください。"))
        for name in names:
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    _check_part(part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unreadable(_("Excel ファイルが壊れているため読めません。")) from error


def _check_part(part: IO[bytes]) -> None:
    """Counts rows and cells before anything is built of them: a small archive may unpack to millions."""
    rows = cells = 0
    block = part.read(BLOCK)
    if b"<!DOCTYPE" in block[:2000]:
        raise Unreadable(_("Excel ファイルに読み込めない指定が含まれています。"))
    while block:
        rows += len(ROW_TAG.findall(block))
        cells += len(CELL_TAG.findall(block))
        if rows > MAX_ROWS or cells > MAX_CELLS:
            raise Unreadable(_("表が大きすぎます（%(limit)d 行まで）。分けて送ってください。") % {"limit": MAX_ROWS})
        block = part.read(BLOCK)


def _read_sheet(sheet: Any) -> tuple[list[list[str]], list[BadCell]]:
    rows: list[list[str]] = []
    bad_cells: list[BadCell] = []
    for number, cells in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1), start=1):
        for column, cell in enumerate(cells):
            if cell.data_type == "f":
                bad_cells.append(BadCell(number, column, _("計算式が入っています。値に直してください。")))
            elif cell.data_type == "e":
                bad_cells.append(BadCell(number, column, _("計算の誤りが入っています。")))
        values = ["" if cell.data_type in ("f", "e") else _as_text(cell.value) for cell in cells]
        while values and not values[-1]:
            values.pop()
        rows.append(values)
    while rows and not rows[-1] and not any(cell.row == len(rows) for cell in bad_cells):
        rows.pop()
    return rows, bad_cells


def _as_text(value: Any) -> str:
    """How a person would write the value: whole numbers without a point, days and times in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value)


def _bounded(rows: list[list[str]], bad_cells: list[BadCell], unread_sheets: list[str]) -> Table:
    if len(rows) > MAX_ROWS:
        raise Unreadable(_("行が多すぎます（%(limit)d 行まで）。分けて送ってください。") % {"limit": MAX_ROWS})
    if any(len(row) > MAX_COLUMNS for row in rows):
        raise Unreadable(_("列が多すぎます（%(limit)d 列まで）。") % {"limit": MAX_COLUMNS})
    return Table(rows, bad_cells, unread_sheets)


def safe_cell(value: Any) -> Any:
    """The value as a spreadsheet may open it: text that would be taken for a formula gets an apostrophe before it."""
    if isinstance(value, str) and CALCULATES.match(value) and not HARMLESS.fullmatch(value):
        return f"'{value}"
    return value


def write_csv(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Lines of a CSV that Excel opens in the right encoding: the UTF-8 mark first, every cell safe."""
    yield "\ufeff"
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line).writerow(["" if cell is None else safe_cell(cell) for cell in row])
        yield line.getvalue()
