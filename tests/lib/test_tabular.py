import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from portal.lib import tabular
from portal.lib.tabular import BadCell, Unreadable, read, safe_cell, write_csv


def workbook(*rows, extra_sheet=None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if extra_sheet:
        book.create_sheet(extra_sheet).append(["何か"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_is_read_in_each_encoding_offices_use(encoding):
    assert read("名称,電話\n光が丘園,０３\n".encode(encoding), "a.csv").rows == [["名称", "電話"], ["光が丘園", "０３"]]


def test_tabs_separate_where_no_comma_does():
    assert read("名称\t電話\n園,１\t2".encode(), "a.txt").rows == [["名称", "電話"], ["園,１", "2"]]


def test_line_breaks_in_quotes_belong_to_the_cell():
    table = read(b'a,b\r\n"1\n2","3""4"\r\n\r\n5,6', "a.csv")
    assert table.rows == [["a", "b"], ["1\n2", '3"4'], [], ["5", "6"]]
    assert list(table.records()) == [(2, {"a": "1\n2", "b": '3"4'}), (4, {"a": "5", "b": "6"})]


def test_a_stray_quote_is_kept_but_an_open_one_is_refused():
    assert read(b'a,b\n"1"x,2\n', "a.csv").rows[1] == ["1x", "2"]
    with pytest.raises(Unreadable, match="引用符"):
        read(b'a,b\n"1,2\n3,4\n', "a.csv")


def test_short_and_long_rows_and_unnamed_columns_are_met():
    table = read("題名\n名称,,電話\n園\n園,x,1,余り\n".encode(), "a.csv")
    assert list(table.records(header_at=1)) == [(3, {"名称": "園", "電話": ""}), (4, {"名称": "園", "電話": "1"})]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ファイルが空です。"),
        (b" \n\n", "ファイルが空です。"),
        ("名称".encode("utf-16"), "文字コードを読み取れません"),
        ("練馬区,光が丘\n".encode() + b"\x82,\n", "2 行目に読めない文字があります"),
        (b"\x81\n", "1 行目に読めない文字があります"),
        (b"x" * (tabular.MAX_BYTES + 1), "ファイルが大きすぎます（10 MB まで）"),
        (b"\xd0\xcf\x11\xe0old", "古い形式の Excel"),
        (b"PK\x03\x04broken", "壊れているため読めません"),
        (b"a,b\n" * (tabular.MAX_ROWS + 1), "行が多すぎます"),
        (b"," * (tabular.MAX_COLUMNS + 1), "列が多すぎます"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(data, words):
    with pytest.raises(Unreadable, match=words):
        read(data, "a.csv")


def test_an_archive_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Unreadable, match=r"Excel（\.xlsx）か CSV"):
        read(file.getvalue(), "a.xlsx")


def test_a_workbook_that_grows_beyond_measure_is_refused(monkeypatch):
    monkeypatch.setattr(tabular, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(Unreadable, match="開くと大きすぎます"):
        read(workbook(["a"]), "a.xlsx")


def test_a_workbook_with_an_entity_is_refused():
    source = zipfile.ZipFile(io.BytesIO(workbook(["a"])))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + content
            archive.writestr(name, content)
    with pytest.raises(Unreadable, match="読み込めない指定"):
        read(file.getvalue(), "a.xlsx")


def test_values_of_a_workbook_read_as_people_write_them():
    table = read(workbook(["名称", "定員", "率", "開設"], ["園", 40.0, 0.5, dt.datetime(2004, 11, 1)]), "a.xlsx")
    assert table.rows[1] == ["園", "40", "0.5", "2004-11-01"]


def test_formula_cells_are_named_and_not_read():
    table = read(workbook(["名称", "定員"], ["園", "=1+1"], ["=A1", "3"], extra_sheet="控え"), "a.xlsx")
    assert table.rows[1:] == [["園"], ["", "3"]]
    assert table.bad_cells == [
        BadCell(2, 1, "計算式が入っています。値に直してください。"),
        BadCell(3, 0, "計算式が入っています。値に直してください。"),
    ]
    assert [cell.place for cell in table.bad_cells] == ["B2", "A3"]
    assert table.unread_sheets == ["控え"]


@pytest.mark.parametrize(
    "value",
    [
        *("=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", '=HYPERLINK("https://example.invalid/","x")'),
        *('"=1+1', "=1+1;=2+2", "＝1+1", "＋1", "－cmd", "＠SUM(1)", " =1+1", "-5+cmd|'/c calc'!A0"),
    ],
)
def test_formulas_leave_disarmed(value):
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["-", "-5", "+81-3-3993-1111", "-8.5万円", "＝＝お知らせ＝＝", "園", "", 5, -5, None])
def test_what_only_looks_like_a_formula_stays(value):
    assert safe_cell(value) == value


def test_written_csv_opens_in_excel():
    rows = [["名称", "注"], ["園", "=1"], [None, 'a"b']]
    assert "".join(write_csv(rows)) == '\ufeff名称,注\r\n園,\'=1\r\n,"a""b"\r\n'


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1))
def test_what_is_written_is_read_again(rows):
    rows = [["見出し", ","], *rows]
    expected = [[safe_cell(cell) for cell in row] for row in rows]
    assert read("".join(write_csv(rows)).encode(), "a.csv").rows == expected


def test_a_small_file_that_unpacks_to_millions_of_cells_is_refused_before_it_is_built():
    sheet = "<worksheet><sheetData><row>" + "<c/>" * 1_001_000 + "</row></sheetData></worksheet>"
    with pytest.raises(Unreadable, match="表が大きすぎます"):
        read(archive(sheet), "wide.xlsx")
    with pytest.raises(Unreadable, match="表が大きすぎます"):
        read(archive("<worksheet><sheetData>" + "<row/>" * 50_100 + "</sheetData></worksheet>"), "long.xlsx")


def archive(sheet: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", sheet)
    return packed.getvalue()
