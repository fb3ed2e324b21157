"""What the accounting system says: paid or failed, row by row; every bad row is told."""

import datetime as dt

import pytest

from portal.accounts.models import User
from portal.cases.actions import NotAllowed
from portal.grants.budget.models import Budget
from portal.grants.filings.demo import ACCOUNT
from portal.grants.filings.models import Account
from portal.grants.payments import actions
from portal.grants.payments.models import Payment, Remittance
from portal.lib.dates import TOKYO
from portal.lib.refusal import Refused
from portal.lib.tabular import BadCell, Table, Unreadable
from portal.notices.models import Mail, Notice
from tests import people
from tests.decisions.conftest import DAY, again, grant_state, issued
from tests.payments.conftest import HEAD, load, problems, states

pytestmark = pytest.mark.django_db
GOOD_DAY = "2027/1/14"


@pytest.fixture
def three(payments, cashier, second) -> list[Payment]:
    """Handed over."""
    batch = actions.make_batch(payments=payments(3), actor=cashier.user, at=DAY)
    actions.release_batch(batch=batch, actor=second.user, at=DAY)
    return list(Payment.objects.order_by("pk"))


def told(report) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.reason) for one in report.refused]


def test_paid(sent, cashier):
    report = load([[sent.number, "支払済", "令和9年1月14日", ""]], cashier)
    payment = again(sent)
    assert (report.read, report.updated, report.refused) == (1, 1, [])
    assert (payment.state, payment.paid_on, grant_state(payment)) == ("paid", dt.date(2027, 1, 14), "paid")
    assert Budget.objects.get().paid == 88_200
    assert Remittance.objects.get().state == "paid"
    notice = Notice.objects.filter(user=payment.grant.case.person, kind="grant_payment").get()
    assert (notice.subject, notice.path) == ("練馬区からのお知らせ", payment.grant.get_absolute_url())
    assert problems() == []


def test_every_bad_row_is_told_and_nothing_is_written(three, cashier):
    one, two, three_ = (payment.number for payment in three)
    rows = [
        [one, "支払済", GOOD_DAY, ""],
        ["P-2027-99999-9", "支払済", GOOD_DAY, ""],
        [two, "済", GOOD_DAY, ""],
        [three_, "支払済", "きのう", ""],
        ["", "振込不能", "", ""],
    ]
    report = load(rows, cashier)
    assert told(report) == [
        (3, "支払番号", "この番号の支払はありません。"),
        (4, "結果", "「支払済、振込不能」のどれかを入れてください。"),
        (5, "支払日", "日付が読み取れません。2027/3/31 のように入れてください。"),
        (6, "理由", "振り込めなかった理由を入れてください。"),
        (6, "支払番号", "この番号の支払はありません。"),
    ]
    assert (report.read, report.updated, states(), Budget.objects.get().paid) == (5, 0, ["sent"] * 3, 0)


def test_the_good_rows_if_wished(three, cashier):
    one, two, three_ = (payment.number for payment in three)
    rows = [[one, "支払済", GOOD_DAY, ""], [two, "だめ", "", ""], [three_, "振込不能", "", "口座名義相違"]]
    report = load(rows, cashier, none_if_bad=False)
    assert (report.updated, report.bad_rows, states()) == (2, [3], ["paid", "sent", "failed"])
    assert problems() == []


def test_a_number_twice_is_told_at_both_rows(three, cashier):
    rows = [[three[0].number, "支払済", GOOD_DAY, ""], [three[0].number, "振込不能", "", "口座なし"]]
    report = load(rows, cashier, none_if_bad=False)
    assert told(report) == [(row, "支払番号", "同じ番号の行が、ほかにもあります。") for row in (2, 3)]
    assert states() == ["sent"] * 3


def test_the_same_file_again_changes_nothing(three, cashier):
    rows = [[payment.number, "支払済", GOOD_DAY, ""] for payment in three]
    load(rows, cashier)
    mails = Mail.objects.count()
    report = load(rows, cashier)
    assert (report.updated, report.unchanged, report.refused) == (0, 3, [])
    assert (Budget.objects.get().paid, Mail.objects.count()) == (3 * 88_200, mails)


def test_another_result_for_what_was_paid_is_told(paid, cashier):
    for row in ([paid.number, "支払済", "2027/1/13", ""], [paid.number, "振込不能", "", "口座なし"]):
        report = load([row], cashier)
        assert told(report) == [(2, "支払番号", "この支払は「支払済み」です。結果を待っていません。")]
    assert again(paid).paid_on == dt.date(2027, 1, 14)


def test_days_that_cannot_be(sent, cashier):
    assert told(load([[sent.number, "支払済", "2027/1/15", ""]], cashier)) == [
        (2, "支払日", "支払日が、今日より後です。")
    ]
    early = told(load([[sent.number, "支払済", "2027/1/13", ""]], cashier))
    assert early == [(2, "支払番号", "支払日が、会計に渡した日より前です。")]
    assert states() == ["sent"]


@pytest.mark.parametrize(("day", "may"), [("2027/5/31", True), ("2027/6/1", False)])
def test_paid_until_the_books_close(sent, cashier, day, may):
    at = dt.datetime(2027, 6, 2, 9, tzinfo=TOKYO)
    report = load([[sent.number, "支払済", day, ""]], cashier, at)
    words = [] if may else [(2, "支払番号", "2026年度の支払は、翌年の5月31日までです。")]
    assert (told(report), states()) == (words, ["paid" if may else "sent"])


def test_what_is_not_with_accounting_has_no_result(batch, cashier):
    payment = Payment.objects.get()
    report = load([[payment.number, "支払済", GOOD_DAY, ""]], cashier)
    assert told(report) == [(2, "支払番号", "この支払は「束に入った」です。結果を待っていません。")]


def test_a_table_of_something_else(cashier):
    with pytest.raises(Unreadable, match="見出しに「支払番号」「結果」「支払日」がありません。"):
        actions.load_results(table=Table([["氏名"], ["x"]]), actor=cashier.user, at=DAY, none_if_bad=True)


def test_a_formula_is_told_by_its_cell(sent, cashier):
    table = Table([HEAD, [sent.number, "支払済", "", ""]], [BadCell(2, 2, "計算式が入っています。")])
    report = actions.load_results(table=table, actor=cashier.user, at=DAY, none_if_bad=True)
    assert (2, "支払日", "計算式が入っています。") in told(report)


@pytest.mark.parametrize("role", ["clerk", "chief", "manager", "auditor"])
def test_for_others_the_number_is_not_there(sent, role):
    report = load([[sent.number, "支払済", GOOD_DAY, ""]], people.officer(role, name="dareka"))
    assert told(report) == [(2, "支払番号", "この番号の支払はありません。")]
    assert states() == ["sent"]


def test_accounting_of_another_scheme_does_not_reach_it(sent):
    report = load([[sent.number, "支払済", GOOD_DAY, ""]], people.officer("accounting", "nursery_housing"))
    assert told(report) == [(2, "支払番号", "この番号の支払はありません。")]


def failed(sent: Payment, cashier) -> Payment:
    load([[sent.number, "振込不能", "", "口座番号 ７６５４３２１ の名義がちがいます"]], cashier)
    return again(sent)


def test_failed_the_applicant_is_told_where_to_mend_it(sent, cashier):
    payment = failed(sent, cashier)
    assert (payment.state, grant_state(payment), Budget.objects.get().paid) == ("failed", "paying", 0)
    assert payment.failure == "口座番号 **** の名義がちがいます"
    assert (Remittance.objects.get().state, Remittance.objects.get().reason) == ("failed", payment.failure)
    notice = Notice.objects.filter(user=payment.grant.case.person, kind="grant_payment").get()
    assert notice.path == f"/my/grants/{payment.grant.case.public_id}/account/"
    mail = Mail.objects.filter(kind="grant_payment").get()
    assert mail.subject == "練馬区からのお知らせ"
    for word in ("振込", "口座", "支払", "円"):
        assert word not in mail.body
    assert problems() == []


def mend(payment: Payment, user: User, **changes: str) -> None:
    actions.mend_account(payment=payment, values=ACCOUNT | changes, actor=user, at=DAY)


def test_mended_it_waits_again_and_is_paid_in_another_batch(sent, hana, cashier, second):
    payment = failed(sent, cashier)
    mend(payment, hana.user, number="7654321")
    assert (states(), Account.objects.get().number) == (["due"], "7654321")
    batch = actions.make_batch(payments=[payment], actor=cashier.user, at=DAY)
    actions.release_batch(batch=batch, actor=second.user, at=DAY)
    load([[payment.number, "支払済", GOOD_DAY, ""]], cashier)
    rows = [(one.state, one.payee["number"]) for one in Remittance.objects.order_by("pk")]
    assert rows == [("failed", "1234567"), ("paid", "7654321")]
    assert (grant_state(payment), problems()) == ("paid", [])


def test_accounting_says_that_the_account_is_right(sent, cashier, clerk):
    payment = failed(sent, cashier)
    with pytest.raises(NotAllowed):
        actions.again(payment=payment, actor=clerk.user, at=DAY)
    actions.again(payment=payment, actor=cashier.user, at=DAY)
    assert (states(), again(payment).failure) == (["due"], "")
    with pytest.raises(Refused, match="口座を直す番ではありません"):
        actions.again(payment=payment, actor=cashier.user, at=DAY)


def test_nobody_else_mends_the_account_nor_at_another_time(sent, hana, cashier, clerk):
    with pytest.raises(Refused, match="口座を直す番ではありません"):
        mend(sent, hana.user)
    payment = failed(sent, cashier)
    for other in (people.seeker("yoso"), clerk, cashier, people.employer()):
        with pytest.raises(NotAllowed):
            mend(payment, other.user)
    assert Account.objects.get().number == "1234567"


def test_a_revocation_after_a_failure_leaves_nothing_to_mend(sent, hana, cashier, clerk, revoked):
    payment = failed(sent, cashier)
    issued(revoked(payment.grant), clerk)
    with pytest.raises(Refused, match="口座を直す番ではありません"):
        mend(payment, hana.user)
