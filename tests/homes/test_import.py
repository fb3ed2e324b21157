"""Homes from a file: everything wrong at once by row and column, good rows or none, and what would change."""

import json
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from housing.homes import importing
from housing.homes.models import Building, Listing
from portal.lib.tabular import read, write_csv
from tests import people
from tests.factories import homes
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db
ROW = {
    "管理番号": "K-1", "町丁目": "光が丘三丁目", "番地以下": "37-8", "建物名": "架空荘", "部屋番号": "203",
    "部屋の数": "1", "間取り": "K", "床面積（㎡）": "22.5㎡", "家賃": "５２，０００円", "管理費・共益費": "3000",
    "連絡先": "03-0000-0000", "着工日": "平成6年4月1日", "竣工年月": "1994年11月", "耐震": "新耐震基準",
    "地上の階数": "2", "階": "2", "敷金": "1か月", "礼金": "なし",
    "使える保証": "家賃保証会社、認定家賃債務保証業者", "受け入れる方": "高齢の方",
    "緊急連絡先": "必要ない", "駅1": "架空台駅", "駅1までの道のり": "410", "駅1は測った": "はい",
}  # fmt: skip


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def landlord():
    person = people.employer()
    homes.partner(organisation=person.organisation)
    homes.town()
    return person


def csv(*rows: dict[str, str]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return "".join(write_csv([names, *([row.get(name, "") for name in names] for row in rows)])).encode()


def load(landlord, *rows: dict[str, str], **options) -> importing.Report:
    table = read(csv(*rows), "homes.csv")
    return importing.load(table, organisation=landlord.organisation, actor=landlord.user, at=NOW, **options)


def test_a_row_becomes_a_home_with_everything_it_says(landlord):
    report = load(landlord, ROW)
    assert (report.refused, report.doubtful, report.created) == ([], [], 1)
    made = homes.fresh(Listing.objects.get())
    dwelling, building = made.dwelling, made.dwelling.building
    assert (made.rent, made.fee, str(dwelling.area), dwelling.floor) == (52_000, 3_000, "22.50", 2)
    assert (building.town.name, building.block, str(building.completed_month)) == ("光が丘三丁目", "37-8", "1994-11-01")
    assert [(row.station.name, row.minutes, row.is_measured) for row in building.accesses.all()] == [
        ("架空台", 6, True)
    ]
    assert {row.means for row in made.guarantees.all()} == {"company", "certified"}
    assert made.emergency_contact == "none"
    assert {row.kind: row.amount(52_000) for row in made.costs.all()} == {"deposit": 52_000, "key_money": 0}


def test_a_second_pass_changes_nothing_and_a_change_is_told(landlord):
    load(landlord, ROW)
    saves = Listing.objects.get().saves
    again = load(landlord, ROW)
    assert (again.unchanged, again.created, again.updated, Listing.objects.get().saves) == (1, 0, 0, saves)
    report = load(landlord, {"管理番号": "K-1", "町丁目": "", "家賃": "54000", "敷金": "2か月"}, dry_run=True)
    assert [(each.column, each.before, each.after) for each in report.changes] == [
        ("家賃", "52000", "54000"), ("敷金", "家賃の1か月分", "家賃の2か月分"),
    ]  # fmt: skip
    assert Listing.objects.get().rent == 52_000
    load(landlord, {"管理番号": "K-1", "町丁目": "", "家賃": "54000", "敷金": "2か月"})
    made = homes.fresh(Listing.objects.get())
    assert (made.rent, made.contact) == (54_000, "03-0000-0000")
    assert {row.kind: row.amount(1000) for row in made.costs.all()} == {"deposit": 2_000, "key_money": 0}


def bad_rows(count: int = 40) -> list[dict[str, str]]:
    """Two of forty rows are bad, one of them in three cells."""
    rows = [{**ROW, "管理番号": f"K-{n}", "部屋番号": str(n)} for n in range(1, count + 1)]
    rows[3] |= {"家賃": "やすい", "町丁目": "ない町", "敷金": "たくさん"}
    rows[min(20, count - 1)] |= {"床面積（㎡）": "広い"}
    return rows


def test_all_bad_cells_are_told_at_once_by_row_and_column(landlord):
    report = load(landlord, *bad_rows())
    assert [(each.row, each.column) for each in report.refused] == [
        (5, "町丁目"), (5, "家賃"), (5, "敷金"), (22, "床面積（㎡）"),
    ]  # fmt: skip
    assert (report.read, report.created, report.bad_rows, Listing.objects.count()) == (40, 38, [5, 22], 38)
    assert Building.objects.count() == 1


def test_none_are_loaded_when_so_chosen(landlord):
    report = load(landlord, *bad_rows(), none_if_bad=True)
    assert (report.created, report.bad_rows, Listing.objects.count()) == (0, [5, 22], 0)


def test_words_that_refuse_people_refuse_the_row(landlord):
    report = load(landlord, {**ROW, "ひとこと": "外国人不可"})
    assert [(each.row, each.column) for each in report.refused] == [(2, "ひとこと")]
    assert Listing.objects.count() == 0


def test_the_same_number_twice_is_told(landlord):
    report = load(landlord, ROW, ROW)
    assert [(each.row, each.column) for each in report.refused] == [(3, "管理番号")]
    assert report.created == 1


def test_a_public_home_is_not_imported_into_breaking_a_rule(landlord):
    load(landlord, ROW, submit=True)
    made = Listing.objects.get()
    assert homes.fresh(made).case.state == "review"
    homes.move(made, "approve", homes.officer())
    report = load(landlord, {"管理番号": "K-1", "家賃": "50000", "階": "5"})
    assert [(each.row, each.column) for each in report.refused] == [(2, "階")]
    assert homes.fresh(made).rent == 52_000


def test_the_upload_shows_what_would_happen_before_it_happens(landlord):
    file = SimpleUploadedFile("homes.csv", csv(*bad_rows(10)[:5]), "text/csv")
    address = landlord.client.post(reverse("homes:partner_import"), {"file": file}).url
    page = landlord.client.get(address)
    assert (page.context["report"].created, page.context["report"].bad_rows, Listing.objects.count()) == (4, [5], 0)
    page = landlord.client.post(address, {"bad": "good", "then": "submit"})
    assert (page.context["report"].submitted, Listing.objects.count()) == (4, 4)
    assert landlord.client.get(address).status_code == 404


def test_the_template_can_be_filled_and_read_back(landlord):
    lines = b"".join(landlord.client.get(reverse("homes:partner_import_template")).streaming_content).decode()
    names = lines.splitlines()[0].lstrip("\ufeff").split(",")
    assert names[0] == "管理番号"
    assert len(names) == len(set(names)) == len(importing.columns()) + 1
    filled = lines + ",".join(ROW.get(name, "").replace(",", "") for name in names) + "\r\n"
    report = importing.load(
        read(filled.encode(), "t.csv"), organisation=landlord.organisation, actor=landlord.user, at=NOW
    )
    assert (report.read, report.created, report.refused) == (1, 1, [])


def test_the_command_prints_one_line_of_json(landlord, tmp_path: Path):
    path = tmp_path / "homes.csv"
    path.write_bytes(csv(*bad_rows(22)))
    number = landlord.organisation.corporate_number
    for options, count in ((["--dry-run"], 0), (["--none-if-bad"], 0), ([], 20)):
        out = StringIO()
        call_command("import_homes", str(path), "--organisation", number, *options, stdout=out)
        told = json.loads(out.getvalue())
        assert (told["read"], {row["row"] for row in told["refused"]}) == (22, {5, 22})
        assert Listing.objects.count() == count
