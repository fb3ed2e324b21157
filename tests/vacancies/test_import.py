"""Vacancies from a file: everything bad is told at once, nothing comes twice."""

import csv
import io
import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from jobs.vacancies import importing
from jobs.vacancies.models import Vacancy
from portal.lib.tabular import Table, Unreadable, read

from .employers import DUTIES, NOW, employer

pytestmark = pytest.mark.django_db
GOOD = {
    "管理番号": "A-1",
    "事業所番号": "1372050002",
    "直接雇用": "はい",
    "職種": "介護職員（施設）",
    "求人の名前": "特養の介護職員",
    "仕事の内容": DUTIES,
    "仕事が変わる範囲": "変更なし",
    "働く場所が変わる範囲": "変更なし",
    "身体介護をする": "する",
    "雇用形態": "正社員",
    "契約の期間": "期間の定めなし",
    "試用期間（月）": "0",
    "年間の所定労働時間": "1,944",
    "残業": "なし",
    "休日": "週休2日",
    "年間休日": "１２２日",
    "6か月後の有給休暇": "10",
    "賃金の形": "月給",
    "基本給（下）": "21万円",
    "基本給（上）": "240,000円",
    "健康保険": "○",
    "厚生年金": "○",
    "労災保険": "○",
    "雇用保険": "○",
    "たばこの煙を防ぐ対策": "敷地内禁煙",
    "勤務1 名前": "日勤",
    "勤務1 曜日": "月・火・水・木・金",
    "勤務1 始業": "9:00",
    "勤務1 終業": "18:00",
    "勤務1 休憩（分）": "60",
    "手当1 種類": "毎月決まって払う手当",
    "手当1 名前": "資格手当",
    "手当1 金額": "5000",
    "必要な資格": "介護福祉士、初任者研修",
    "こだわり条件": "見学可：毎週水曜；資格取得支援：受講料の全額",
}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hana():
    return employer()


def csv_of(*records: dict, encoding: str = "utf-8-sig") -> bytes:
    names = list(dict.fromkeys(name for record in records for name in record))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode(encoding)


def load(hana, *records: dict, data: bytes | None = None, **options) -> importing.Report:
    table = read(data if data is not None else csv_of(*records), "vacancies.csv")
    return importing.load(table, organisation=hana.organisation, actor=hana.user, at=NOW, **options)


def counts(report: importing.Report) -> tuple[int, int, int, int, int]:
    return report.read, report.created, report.updated, report.unchanged, len(report.bad_rows)


def told(report: importing.Report) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.reason) for problem in report.refused]


def test_a_good_row_becomes_a_draft_with_every_answer(hana):
    assert counts(load(hana, GOOD)) == (1, 1, 0, 0, 0)
    vacancy = Vacancy.objects.get()
    sheet = vacancy.draft.sheet()
    assert (vacancy.source_key, vacancy.case.state, vacancy.facility) == ("A-1", "draft", hana.facility)
    assert (sheet.occupation, sheet.employment, sheet.base_low, sheet.base_high) == ("O01", "E1", 210_000, 240_000)
    assert (sheet.annual_hours, sheet.annual_holidays, sheet.overtime, sheet.smoking) == (1944, 122, False, "premises")
    assert [(shift.name, shift.days, shift.working_minutes) for shift in sheet.shifts] == [("日勤", 31, 480)]
    assert [(part.name, part.kind, part.low, part.counts_for_minimum) for part in sheet.parts] == [
        ("資格手当", "fixed", 5000, True)
    ]
    assert {(wish.code, wish.need) for wish in sheet.qualifications} == {("Q05", "required"), ("Q08", "required")}
    assert {(fact.code_id, fact.fact) for fact in vacancy.draft.features.all()} == {
        ("K19", "毎週水曜"),
        ("K11", "受講料の全額"),
    }


def test_a_second_pass_changes_nothing(hana):
    load(hana, GOOD)
    saves = Vacancy.objects.get().draft.saves
    assert counts(load(hana, GOOD)) == (1, 0, 0, 1, 0)
    assert Vacancy.objects.get().draft.saves == saves


def test_the_same_number_with_other_pay_is_updated(hana):
    load(hana, GOOD)
    assert counts(load(hana, GOOD | {"基本給（下）": "215000"})) == (1, 0, 1, 0, 0)
    assert Vacancy.objects.get().draft.base_low == 215_000


def test_without_a_number_facility_occupation_and_wage_know_it_again(hana):
    plain = {name: value for name, value in GOOD.items() if name != "管理番号"}
    load(hana, plain)
    assert counts(load(hana, plain)) == (1, 0, 0, 1, 0)
    assert counts(load(hana, plain | {"休日": "日曜と祝日"})) == (1, 0, 1, 0, 0)
    assert counts(load(hana, plain | {"基本給（上）": "250000"})) == (1, 1, 0, 0, 0)


def test_a_handed_in_vacancy_is_not_written_over(hana):
    assert load(hana, GOOD, submit=True).submitted == 1
    assert Vacancy.objects.get().case.state == "review"
    assert counts(load(hana, GOOD)) == (1, 0, 0, 1, 0)
    report = load(hana, GOOD | {"基本給（下）": "215000"})
    assert (counts(report), told(report)[0][:2]) == ((1, 0, 0, 0, 1), (2, "管理番号"))


def test_all_bad_cells_are_told_at_once(hana):
    bad = GOOD | {
        "管理番号": "A-2",
        "事業所番号": "1399999999",
        "職種": "宇宙飛行士",
        "基本給（下）": "たくさん",
        "残業": "たぶん",
        "勤務1 始業": "朝",
        "手当1 金額": "",
        "必要な資格": "忍者",
        "こだわり条件": "見学可",
        "保育士の登録を確認することを知らせる": "たぶん",
    }
    report = load(hana, GOOD, bad)
    assert counts(report) == (2, 1, 0, 0, 1)
    assert {(row, column) for row, column, _reason in told(report)} == {
        (3, "事業所番号"), (3, "職種"), (3, "基本給（下）"), (3, "残業"), (3, "勤務1 始業"), (3, "手当1 金額"),
        (3, "必要な資格"),
        (3, "こだわり条件"), (3, "保育士の登録を確認することを知らせる"),
    }  # fmt: skip
    assert (3, "事業所番号", "「1399999999」は、この団体の事業所にありません。") in told(report)


def test_none_if_bad_writes_nothing(hana):
    report = load(hana, GOOD, GOOD | {"管理番号": "A-2", "職種": "宇宙飛行士"}, none_if_bad=True)
    assert (counts(report), Vacancy.objects.count()) == ((2, 0, 0, 0, 1), 0)


def test_a_dry_run_says_what_would_happen(hana):
    assert counts(load(hana, GOOD, dry_run=True)) == (1, 1, 0, 0, 0)
    assert Vacancy.objects.count() == 0


def test_two_equal_rows_of_one_file_are_told(hana):
    report = load(hana, GOOD, GOOD)
    assert (counts(report), told(report)) == (
        (2, 1, 0, 0, 1),
        [(3, "管理番号", "2行目と同じ求人です。別の求人なら、違う管理番号を入れてください。")],
    )


def test_what_the_rules_stop_stays_a_draft_and_is_told(hana):
    report = load(hana, GOOD | {"基本給（下）": "180000"}, submit=True)
    assert (counts(report), report.submitted, Vacancy.objects.get().case.state) == ((1, 1, 0, 0, 0), 0, "draft")
    assert [(problem.row, problem.column) for problem in report.doubtful] == [(2, "基本給（下）")]
    assert "最低賃金を下回っています" in report.doubtful[0].reason


def test_other_employers_facilities_are_not_there(hana):
    other = employer("2000012050003")
    report = load(hana, GOOD | {"事業所番号": other.facility.number})
    assert (counts(report), Vacancy.objects.count()) == ((1, 0, 0, 0, 1), 0)


def test_the_template_reads_back_without_its_hints(hana):
    lines = hana.client.get(reverse("vacancies:employer_import_template")).getvalue()
    table = read(lines, "template.csv")
    assert table.rows[0] == list(importing.header())
    with pytest.raises(Unreadable, match="見出しの下に求人の行がありません"):
        importing.read_rows(table, hana.organisation)
    filled = [*table.rows, [GOOD.get(name, "") for name in importing.header()]]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(filled)
    assert counts(load(hana, data=text.getvalue().encode("cp932", "replace"))) == (1, 1, 0, 0, 0)


def test_columns_nobody_reads_are_told(hana):
    report = load(hana, GOOD | {"社長のことば": "がんばろう"})
    assert [(problem.row, problem.column) for problem in report.doubtful] == [(1, "社長のことば")]


def test_a_file_without_our_header_is_refused_whole(hana):
    with pytest.raises(Unreadable, match="見出しの行が見つかりません"):
        load(hana, {"日付": "1", "催し": "2"})


def test_a_formula_in_a_spreadsheet_is_refused_with_its_column(hana):
    book = Workbook()
    book.active.append(list(GOOD))
    book.active.append([*list(GOOD.values())[:-1], "=1+1"])
    data = io.BytesIO()
    book.save(data)
    table = read(data.getvalue(), "vacancies.xlsx")
    report = importing.load(table, organisation=hana.organisation, actor=hana.user, at=NOW)
    assert told(report) == [(2, "こだわり条件", "計算式が入っています。値に直してください。")]


def test_the_command_prints_one_line(hana, tmp_path):
    file = tmp_path / "vacancies.csv"
    file.write_bytes(csv_of(GOOD, encoding="cp932"))
    out = io.StringIO()
    call_command("import_vacancies", file, "--organisation", hana.organisation.corporate_number, stdout=out)
    assert json.loads(out.getvalue()) == {
        "read": 1, "created": 1, "updated": 0, "unchanged": 0, "submitted": 0, "refused": [], "doubtful": [],
    }  # fmt: skip
    with pytest.raises(CommandError):
        call_command("import_vacancies", file, "--organisation", "1234567890123")


def send(hana, data: bytes):
    upload = SimpleUploadedFile("求人.csv", data)
    return hana.client.post(reverse("vacancies:employer_import"), {"file": upload})


def test_the_desk_shows_the_result_before_it_loads(hana):
    answer = send(hana, csv_of(GOOD, GOOD | {"管理番号": "A-2", "職種": "宇宙飛行士"}))
    page = hana.client.get(answer.url).content.decode()
    assert ("取り込む前の確かめ" in page, "職種" in page, Vacancy.objects.count()) == (True, True, 0)
    none = hana.client.post(answer.url, {"bad": "none", "then": "draft"})
    assert (none.status_code, Vacancy.objects.count()) == (200, 0)
    answer = send(hana, csv_of(GOOD, GOOD | {"管理番号": "A-2", "職種": "宇宙飛行士"}))
    hana.client.post(answer.url, {"bad": "good", "then": "submit"})
    assert Vacancy.objects.get().case.state == "review"
    assert hana.client.post(answer.url, {"bad": "good", "then": "submit"}).status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ファイルが空です。"),
        ("日付,催し\n1,2\n".encode(), "見出しの行が見つかりません"),
        ("管理番号".encode("utf-16"), "文字コードを読み取れません"),
        (b"x" * 10_000_001, "ファイルが大きすぎます"),
    ],
)
def test_a_bad_file_is_met_with_plain_words(hana, data, words):
    answer = send(hana, data)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_another_organisation_does_not_see_the_waiting_file(hana):
    answer = send(hana, csv_of(GOOD))
    assert employer("2000012050003").client.get(answer.url).status_code == 404


def test_too_many_rows_are_counted_before_they_are_read(hana):
    table = Table([list(importing.header()), *[["a", "", "架空"]] * 20_000])
    with pytest.raises(Unreadable, match="500行まで"):
        importing.read_rows(table, hana.organisation)
