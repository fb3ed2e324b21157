"""保育従事職員宿舎借り上げ支援: yearly, for operators, with a row for each room and the person who lives in it."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.structure import (
    Answers,
    Applicant,
    CheckLine,
    Figure,
    FilingKind,
    Profile,
    Question,
    Scheme,
    Slot,
    Table,
    Task,
)

from .amount import CASE, LEASES, ROW, calculate, estimate
from .rules import CONDITIONS, across_rows, row_problems

DECLARATION = (
    Question("runs_nursery", _("区内で、対象の保育施設を運営していますか"), "yes_no"),
    Question("own_contract", _("部屋は、法人の名前で借りていますか"), "yes_no"),
    Question("full_time", _("住む職員は、常勤（1日6時間以上、月20日以上）ですか"), "yes_no"),
    Question("no_allowance", _("住居手当は払っていませんか"), "yes_no", _("払っていないときは「はい」。")),
    Question("inside_ward", _("部屋は、すべて区内ですか"), "yes_no"),
)
ESTIMATE = (
    Question("units", _("部屋の数"), "count", low=1, high=300),
    Question("rent", _("家賃（1戸、月）"), "yen"),
    Question("common_fee", _("共益費・管理費（1戸、月）"), "yen", _("ないときは0。")),
    Question("resident_part", _("職員が払う分（1戸、月）"), "yen", _("ないときは0。")),
    Question("months", _("年度のうち借りる月数"), "count", low=1, high=12),
)
COLUMNS = (
    Question("unit", _("建物と部屋"), "text", limit=60),
    Question("facility", _("働く施設"), "text", limit=60),
    Question("worker", _("職員の名前"), "text", limit=40),
    Question(
        "job",
        _("職種"),
        "choice",
        choices=(
            ("teacher", _("保育士")),
            ("nurse", _("看護師")),
            ("cook", _("調理員")),
            ("other", _("そのほかの保育従事職員")),
        ),
    ),
    Question("hired_on", _("採用日"), "date"),
    Question("lessee", _("契約者"), "choice", choices=(("operator", _("法人")), ("worker", _("職員")))),
    Question("rent", _("賃料"), "yen", low=1),
    Question("common_fee", _("共益費"), "yen"),
    Question("key_money", _("礼金"), "yen"),
    Question("resident_part", _("本人負担"), "yen"),
    Question("allowance", _("住居手当"), "yes_no"),
    Question("hours", _("1日の時間"), "count", high=24),
    Question("days", _("1か月の日数"), "count", high=31),
    Question("moved_in", _("入居日"), "date"),
    Question("moved_out", _("退去日"), "date", required=False),
)
PAID = Question("paid", _("実際に払った額（年度の計）"), "yen", _("家賃、共益費、礼金の計から、本人負担をのぞいた額。"))


def title(row: Answers) -> str:
    return f"{row.get('unit', '')}　{row.get('worker', '')}".strip("　")


TABLE = Table(LEASES, _("部屋と職員"), COLUMNS, title, check=row_problems, across=across_rows)
ROOMS = Task(LEASES, _("部屋と職員"), table=TABLE)
PAID_ROOMS = Task(LEASES, _("部屋と、払った額"), table=replace(TABLE, columns=(*COLUMNS, PAID)))
LEASE_COPY = Slot("lease", _("賃貸借契約書の写し"), _("全部の部屋の分。1つのPDFにまとめてもかまいません。"))

APPLICATION = FilingKind(
    "application",
    _("交付申請"),
    tasks=(
        Task("declaration", _("条件の確かめ"), DECLARATION),
        Task("contact", _("担当の方"), (
            Question("clerk", _("担当の方の名前"), "text", limit=40),
            Question("phone", _("電話"), "text", limit=20),
        )),
        ROOMS,
        Task("documents", _("書類"), slots=(
            LEASE_COPY,
            Slot("employment", _("雇用契約書か労働条件通知書の写し"), _("住む職員の全員の分。")),
            Slot("payroll", _("給与規程か賃金台帳の写し"), _("住居手当を払っていないことが分かるもの。")),
        )),
    ),
    checklist=(
        CheckLine("leases", _("契約者が法人で、部屋と家賃が申請と同じ"), _("賃貸借契約書の写し")),
        CheckLine("staff", _("職員が常勤で、対象の施設で働いている"), _("雇用契約書の写し")),
        CheckLine("allowance", _("住居手当がない"), _("給与規程か賃金台帳の写し")),
        CheckLine("double", _("同じ職員、同じ部屋が、ほかの申請と重なっていない"), _("部屋と職員")),
    ),
    amount=calculate,
)  # fmt: skip
CHANGE = FilingKind(
    "change",
    _("変更承認申請"),
    tasks=(
        Task("why", _("変わったこと"), (
            Question("what", _("何が変わりましたか"), "long", _("例：8月から家賃が2,000円上がった。"), limit=600),
            Question("since", _("いつから"), "date"),
        )),
        ROOMS,
        Task("documents", _("書類"), slots=(Slot("proof", _("変わったことが分かる書類")),)),
    ),
    checklist=(CheckLine("proof", _("変わったことが書類と同じ"), _("変わったことが分かる書類")),),
    amount=calculate,
    starts_from="application",
)  # fmt: skip
REPORT = FilingKind(
    "report",
    _("実績報告"),
    tasks=(
        PAID_ROOMS,
        Task("documents", _("書類"), slots=(
            Slot("payment", _("家賃を払ったことが分かる書類"), _("振込の控え、通帳の写しなど。")),
            Slot("payroll", _("賃金台帳の写し"), _("住居手当がないことが分かるもの。")),
        )),
    ),
    checklist=(
        CheckLine("payment", _("払った額が書類と同じ"), _("家賃を払ったことが分かる書類")),
        CheckLine("residence", _("職員がその部屋に住み、働きつづけた"), _("部屋と、払った額")),
        CheckLine("allowance", _("年度を通して住居手当がない"), _("賃金台帳の写し")),
    ),
    amount=calculate,
    starts_from="application",
)  # fmt: skip
CLAIM = FilingKind(
    "claim",
    _("請求"),
    tasks=(
        Task("claim", _("請求する額"), (
            Question("agrees", _("確定した額を請求しますか"), "yes_no", _("額は、額確定通知書のとおりです。")),
        )),
        Task("account", _("振込先"), account=True),
    ),
    checklist=(CheckLine("holder", _("口座の名義が法人と同じ"), _("振込先")),),
)  # fmt: skip

SCHEME = Scheme(
    code="nursery_housing",
    label=_("保育従事職員 宿舎借り上げ支援（サンプル）"),
    programme="18",
    profile=Profile.YEARLY,
    applicant=Applicant.ORGANISATION,
    figures=(
        Figure("first_day", _("対象の初日"), "date"),
        Figure("last_day", _("対象の最後の日"), "date"),
        Figure("cap", _("上限（1戸、月）"), "yen"),
        Figure("rate", _("補助の割合"), "fraction"),
        Figure("unit", _("切り捨ての単位"), "yen"),
        Figure("rounding", _("切り捨てる場所"), "choice", choices=((ROW, _("1戸ごと")), (CASE, _("合計")))),
        Figure("resident_part_deducted", _("本人負担を先に差し引く"), "yes_no"),
        Figure("key_money_months", _("礼金の限度（家賃の月数）"), "months"),
        Figure("years_since_hire", _("採用からの年数の限度（0はなし）"), "count"),
        Figure(
            "place_rule",
            _("部屋の場所"),
            "choice",
            choices=(("ward", _("原則として区内")), ("anywhere", _("通える場所ならどこでも"))),
        ),
    ),
    check=(*DECLARATION, *ESTIMATE),
    conditions=CONDITIONS,
    estimate=estimate,
    filings=(APPLICATION, CHANGE, REPORT, CLAIM),
)
