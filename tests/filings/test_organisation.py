"""A nursery operator files twenty rooms from a spreadsheet, is awarded, changes one, reports and claims."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from portal.grants.filings import importing
from portal.grants.filings.actions import checking, starting, submitting
from portal.grants.filings.demo import ACCOUNT, fill
from portal.grants.filings.facts import conditions_of
from portal.grants.filings.models import Filing, Row
from portal.grants.filings.wording import in_words
from portal.grants.schemes.structure import get
from portal.lib.tabular import read
from tests import people
from tests.factories import offices

from .conftest import DAY, DECLARED, ROOM, ROOMS, again, drafted, page_of, sent, to, where, words

pytestmark = pytest.mark.django_db


def table():
    return get(ROOMS).filing("application").tables[0]


def room(place: int, **changes) -> dict:
    return {**ROOM, "unit": f"架空ハイツ{101 + place}", "worker": f"架空 保育{place + 1}", **changes}


def workbook(*rows: dict, header: list[str] | None = None) -> bytes:
    """As the operator writes it: the header of the template, then a line for each room."""
    columns = table().columns
    book = Workbook()
    book.active.append(header or [str(column.label) for column in columns])
    for values in rows:
        book.active.append(
            [
                values.get(column.key)
                if isinstance(values.get(column.key), int) and column.kind != "yes_no"
                else in_words(column, values.get(column.key))
                if not str(values.get(column.key)).startswith("!")
                else values[column.key][1:]
                for column in columns
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def begun(operator) -> Filing:
    answer = operator.client.post(reverse("filings:start"), {"scheme": ROOMS})
    filing = Filing.objects.get()
    assert answer.url == to("tasks", filing)
    assert filing.case.turn == "organisation"
    return filing


def upload(operator, filing, data: bytes, name: str = "部屋.xlsx"):
    return operator.client.post(to("upload", filing, "leases"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def load(operator, answer, **choice):
    address = answer.request["PATH_INFO"]
    return operator.client.post(address, {"bad": "none", "now": "replace", **choice}, follow=True)


def cells(page: str) -> list[tuple[str, str]]:
    """(row, column) of each problem on the page."""
    found = re.findall(r'data-label="行">(\d+)</td><td data-label="列">([^<]+)</td>', page)
    return [(row, column) for row, column in found]


WRONG = {3: {"rent": "!八万円くらい"}, 9: {"moved_in": "!2026年13月1日"}, 14: {"lessee": "worker"}}


def test_twenty_rooms_with_three_wrong_cells(rooms, operator):
    filing = begun(operator)
    lines = [room(place, **WRONG.get(place, {})) for place in range(20)]
    seen = upload(operator, filing, workbook(*lines))
    assert cells(words(seen)) == [("5", "賃料"), ("11", "入居日"), ("16", "契約者")]
    assert "金額が読み取れません" in words(seen)
    assert "法人の名前で借りた部屋だけを書いてください" in words(seen)
    none = load(operator, seen)
    assert "何も取り込みませんでした" in words(none)
    assert Row.objects.count() == 0
    mended = upload(operator, filing, workbook(*(room(place) for place in range(20))))
    assert cells(words(mended)) == []
    page = words(load(operator, mended))
    assert "20行を取り込みました。" in page
    assert "合計 15,740,000円" in page
    rows = list(Row.objects.order_by("position"))
    assert [row.values for row in rows] == [room(place) for place in range(20)]


def test_the_good_rows_alone_then_the_mended_file_without_doubles(rooms, operator):
    filing = begun(operator)
    lines = [room(place, **WRONG.get(place, {})) for place in range(20)]
    load(operator, upload(operator, filing, workbook(*lines)), bad="good")
    assert Row.objects.count() == 17
    keys = set(Row.objects.values_list("key", flat=True))
    whole = workbook(*(room(place) for place in range(20)))
    seen = upload(operator, filing, whole)
    report = dict(re.findall(r"<dt>([^<]+)</dt><dd><span class=\"num\">(\d+)", words(seen)))
    assert report == {"読んだ行": "20", "新しい行": "3", "直す行": "0", "変わらない行": "17", "直すところがある行": "0"}
    load(operator, seen)
    assert Row.objects.count() == 20
    assert keys < set(Row.objects.values_list("key", flat=True))


def test_rows_that_the_file_does_not_hold(rooms, operator):
    filing = begun(operator)
    for way, left in (("add", 3), ("replace", 1)):
        load(operator, upload(operator, filing, workbook(room(0), room(1))))
        load(operator, upload(operator, filing, workbook(room(2))), now=way)
        assert Row.objects.count() == left


def test_the_template_read_again_is_the_same(rooms, operator):
    filing = drafted(rooms, operator, rows=[room(0), room(1, moved_out="2026-12-31")])
    answer = operator.client.get(to("template", filing, "leases"))
    data = b"".join(answer.streaming_content)
    lines, unread = importing.read_rows(read(data, "leases.csv"), table(), filing)
    assert [(line.values, line.problems) for line in lines] == [
        (room(0), []),
        (room(1, moved_out="2026-12-31"), []),
    ]
    assert unread == []


def test_a_file_of_something_else(rooms, operator):
    filing = begun(operator)
    answer = upload(operator, filing, "氏名,電話\n架空,03\n".encode(), "a.csv")
    assert answer.status_code == 422
    assert "見出しの行が見つかりません" in words(answer)


def test_a_preview_belongs_to_one_filing(rooms, operator):
    filing = begun(operator)
    seen = upload(operator, filing, workbook(room(0)))
    other = people.employer("8000012050001")
    assert other.client.get(seen.request["PATH_INFO"]).status_code == 404
    load(operator, seen)
    assert operator.client.get(seen.request["PATH_INFO"]).status_code == 404


def typed(values: dict, filing: Filing) -> dict:
    return {key: str(value) for key, value in values.items()} | {"saves": again(filing).saves}


def test_a_row_by_hand(rooms, operator):
    filing = begun(operator)
    answer = operator.client.post(to("new_row", filing, "leases"), typed(room(0, hours=5), filing))
    row = Row.objects.get()
    assert answer.url == to("row", filing, "leases", row.key)
    page = words(operator.client.get(answer.url))
    assert "1日6時間に足りません。" in page
    assert "常勤の職員だけを書いてください。" in page
    assert "直すところがあります" in words(operator.client.get(to("tasks", filing)))
    answer = operator.client.post(answer.url, typed(room(0), filing))
    assert answer.url == to("task", filing, "leases")
    assert "合計 787,000円" in words(operator.client.get(answer.url))
    operator.client.post(to("remove_row", filing, "leases", row.key))
    assert Row.objects.count() == 0


def test_a_stale_row_keeps_what_was_typed(rooms, operator):
    filing = drafted(rooms, operator)
    row, data = Row.objects.get(), typed(room(0, rent=90_000), filing)
    operator.client.post(to("row", filing, "leases", row.key), data)
    answer = operator.client.post(to("row", filing, "leases", row.key), data | {"rent": "91000"})
    assert answer.status_code == 409
    assert 'value="91000"' in words(answer)
    assert "90,000円" in words(answer)
    assert Row.objects.get().values["rent"] == 90_000


def test_a_viewer_reads_and_writes_nothing(rooms, operator, viewer):
    filing = drafted(rooms, operator)
    assert viewer.client.get(to("tasks", filing)).status_code == 200
    assert viewer.client.get(page_of(filing.grant)).status_code == 200
    for name, more in (("task", ["leases"]), ("check", []), ("withdraw", []), ("upload", ["leases"])):
        assert viewer.client.get(to(name, filing, *more)).status_code == 404
    assert viewer.client.post(to("submit", filing)).status_code == 404
    assert "全体を確かめて出す" not in words(viewer.client.get(to("tasks", filing)))


def test_who_has_no_organisation_is_told(rooms, hana, viewer):
    page = words(hana.client.get(reverse("filings:start"), {"scheme": ROOMS}))
    assert "この補助は、団体（法人）で申請します。" in page
    page = words(viewer.client.get(reverse("filings:start"), {"scheme": ROOMS}))
    assert "申請できるのは、団体の管理者か担当者です。" in page


def right(filing: Filing, clerk) -> Filing:
    checks = {line.code: "ok" for line in filing.form.checklist}
    checking.check_lines(filing=filing, values=checks, actor=clerk.user, at=DAY)
    checking.verify(filing=filing, actor=clerk.user, at=DAY)
    return again(filing)


def decided(filing: Filing, kind: str, clerk) -> Filing:
    """Drafted, agreed, and out as a letter."""
    offices.issued(offices.drafted(filing, kind, clerk.user, DAY), clerk.user, DAY)
    return again(filing)


def sent_next(operator, clerk, grant, kind: str, task: str = "", **changes) -> Filing:
    """Begun by the button on the grant's page; the first row changed; sent and taken as right."""
    page = words(operator.client.get(page_of(grant)))
    address = reverse("filings:open", args=["employer", grant.case.public_id, kind])
    assert address in page
    filing = Filing.objects.get(case__public_id=operator.client.post(address).url.split("/")[-2])
    if changes:
        for row in filing.rows.all():
            submit = typed({**row.values, **changes}, filing)
            assert operator.client.post(to("row", filing, "leases", row.key), submit).status_code == 302
    filing = fill(filing, {"agrees": True}, (), operator.user, DAY)
    submitting.submit(filing=filing, actor=operator.user, at=DAY)
    return right(again(filing), clerk)


def test_the_yearly_road(rooms, operator, clerk):
    application = right(sent(rooms, operator, rows=[room(0), room(1)]), clerk)
    assert where(application) == ("verified", "deciding")
    assert application.calculation["total"] == 2 * 787_000
    application = decided(application, "award", clerk)
    keys = list(application.rows.values_list("key", flat=True))
    change = sent_next(operator, clerk, application.grant, "change", rent=70_000)
    assert list(change.rows.values_list("key", flat=True)) == keys
    decided(change, "change", clerk)
    report = sent_next(operator, clerk, application.grant, "report", paid_months=9, paid=9 * 63_000, proof="transfer")
    assert {row.values["rent"] for row in report.rows.all()} == {70_000}
    assert where(report) == ("verified", "deciding")
    decided(report, "fixed", clerk)
    claim = sent_next(operator, clerk, application.grant, "claim")
    assert where(claim) == ("verified", "paying")
    assert (claim.case.turn, claim.grant.account.number) == ("", ACCOUNT["number"])
    page = words(operator.client.get(page_of(application.grant)))
    assert "実績報告" in page
    assert "請求を書く" not in page


def test_what_may_not_be_opened_now(rooms, operator):
    filing = sent(rooms, operator)
    for kind in ("change", "report", "claim", "nonsense"):
        address = reverse("filings:open", args=["employer", filing.grant.case.public_id, kind])
        assert address not in words(operator.client.get(page_of(filing.grant)))
        answer = operator.client.post(address)
        assert answer.status_code == (404 if kind == "nonsense" else 302)
    assert Filing.objects.count() == 1


def test_a_change_taken_back_leaves_the_award(rooms, operator, clerk):
    application = decided(right(sent(rooms, operator), clerk), "award", clerk)
    change = starting.open_filing(grant=application.grant, kind="change", actor=operator.user, at=DAY)
    change = fill(change, {}, (), operator.user, DAY)
    submitting.submit(filing=change, actor=operator.user, at=DAY)
    assert where(change) == ("submitted", "review")
    submitting.withdraw(filing=again(change), actor=operator.user, at=DAY)
    assert where(change) == ("withdrawn", "awarded")


def test_last_year_is_where_this_year_begins(rooms, operator, clerk):
    first = sent(rooms, operator, rows=[room(0), room(1)])
    page = words(operator.client.get(reverse("filings:start"), {"scheme": ROOMS}))
    assert "前の申請をもとにはじめる" in page
    answer = operator.client.post(reverse("filings:start"), {"scheme": ROOMS})
    assert Filing.objects.count() == 1
    answer = operator.client.post(reverse("filings:start"), {"scheme": ROOMS, "how": "copy"})
    second = Filing.objects.exclude(pk=first.pk).get()
    assert answer.url == to("tasks", second)
    assert second.answers == DECLARED
    assert list(second.rows.values_list("key", flat=True)) == list(first.rows.values_list("key", flat=True))
    assert second.documents.count() == 0


def test_a_later_filing_is_held_against_the_answers_of_the_application(rooms, operator, clerk):
    application = decided(right(sent(rooms, operator), clerk), "award", clerk)
    change = sent_next(operator, clerk, application.grant, "change", rent=70_000)
    told = {one.code: one.outcome.value for one in conditions_of(change)}
    assert set(told.values()) == {"met"}
    assert told == {one.code: one.outcome.value for one in conditions_of(application)}
