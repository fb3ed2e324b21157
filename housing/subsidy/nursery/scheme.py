"""保育従事職員宿舎借り上げ支援: yearly, for operators, with a row for each room and the person who lives in it."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.calculation import Calculation
from portal.grants.schemes.structure import (
    Answers,
    Applicant,
    CheckLine,
    Facts,
    Figure,
    FilingKind,
    Profile,
    Question,
    Scheme,
    Slot,
    Table,
    Task,
)

from .. import questions as ask
from ..estimate import ESTIMATE, estimate
from ..trace import by_month
from .rules import (
    ANYWHERE,
    CONDITIONS,
    LEASES,
    WARD,
    WARD_ONLY,
    across_rows,
    report_problems,
    row_problems,
)

DECLARATION = (
    Question("runs_nursery", _("区内で、対象の保育施設を運営していますか"), "yes_no"),
    Question("own_contract", _("部屋は、法人の名前で借りていますか"), "yes_no"),
    Question("full_time", _("住む職員は、みな常勤ですか"), "yes_no", _("例：1日6時間以上、月20日以上。")),
    Question("no_allowance", _("住居手当は払っていませんか"), "yes_no", _("払っていないときは「はい」。")),
    Question("inside_ward", _("部屋は、すべて区内ですか"), "yes_no"),
    Question(
        "no_officers",
        _("役員やその親族が住む部屋、法人や役員が持つ部屋は、入っていませんか"),
        "yes_no",
        _("入っていないときは「はい」。"),
    ),
    ask.OTHER_MONEY,
)
COLUMNS = (
    ask.UNIT,
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
    ask.RENT,
    ask.COMMON_FEE,
    ask.KEY_MONEY,
    Question("resident_part", _("本人負担"), "yen", _("職員が払う1か月の額。ないときは0。")),
    Question("allowance", _("住居手当"), "yes_no", _("払っているときは「はい」。")),
    Question("hours", _("1日の時間"), "count", _("契約の時間。1時間未満は切り捨て。"), high=24),
    Question("days", _("1か月の日数"), "count", high=31),
    ask.MOVED_IN,
    ask.MOVED_OUT,
    ask.FIRST_PAID,
    ask.LAST_PAID,
)


def title(row: Answers) -> str:
    return f"{row.get('unit', '')}　{row.get('worker', '')}".strip("　")


def calculate(facts: Facts) -> Calculation:
    return by_month(facts, LEASES, title)


def guess(facts: Facts) -> Calculation:
    """By the rows where there are any."""
    return calculate(facts) if facts.rows.get(LEASES) else estimate(facts)


TABLE = Table(LEASES, _("部屋と職員"), COLUMNS, title, check=row_problems, across=across_rows)
PAID_TABLE = replace(TABLE, columns=(*COLUMNS, ask.PAID_MONTHS, ask.PAID, ask.PROOF), check=report_problems)
ROOMS = Task(LEASES, _("部屋と職員"), table=TABLE)

APPLICATION = FilingKind(
    "application",
    _("交付申請"),
    tasks=(
        Task("declaration", _("条件の確かめ"), DECLARATION),
        ask.CONTACT,
        ROOMS,
        Task(
            "documents",
            _("書類"),
            slots=(
                Slot("lease", _("賃貸借契約書の写し"), _("全部の部屋の分。1つのPDFにまとめてもかまいません。")),
                Slot("employment", _("雇用契約書か労働条件通知書の写し"), _("住む職員の全員の分。")),
                Slot("payroll", _("給与規程か賃金台帳の写し"), _("住居手当を払っていないことが分かるもの。")),
            ),
        ),
    ),
    checklist=(
        CheckLine("leases", _("契約者が法人で、部屋と家賃が申請と同じ"), _("賃貸借契約書の写し")),
        CheckLine("staff", _("職員が常勤で、対象の施設で働いている"), _("雇用契約書の写し")),
        CheckLine("allowance", _("住居手当がない。いっしょに住む人にもない"), _("給与規程か賃金台帳の写し")),
        CheckLine("double", _("同じ職員、同じ部屋が、ほかの行や申請と重なっていない"), _("部屋と職員")),
        CheckLine("officers", _("役員やその親族の部屋、法人や役員の持つ部屋がない"), _("部屋と職員")),
    ),
    amount=calculate,
)
CHANGE = FilingKind(
    "change",
    _("変更承認申請"),
    tasks=(ask.WHY, ROOMS, Task("documents", _("書類"), slots=(Slot("proof", _("変わったことが分かる書類")),))),
    checklist=(
        CheckLine("proof", _("変わったことが書類と同じ"), _("変わったことが分かる書類")),
        CheckLine("same", _("ほかの行は、前の申請と同じ"), _("部屋と職員")),
    ),
    amount=calculate,
    starts_from="application",
)
REPORT = FilingKind(
    "report",
    _("実績報告"),
    tasks=(
        Task(LEASES, _("部屋と、払った額"), table=PAID_TABLE),
        Task(
            "documents",
            _("書類"),
            slots=(
                Slot("payment", _("家賃を払ったことが分かる書類"), _("振込の控え、通帳の写しなど。")),
                Slot("payroll", _("賃金台帳の写し"), _("住居手当がないことと、本人負担が分かるもの。")),
            ),
        ),
    ),
    checklist=(
        CheckLine("payment", _("払った月数と額が、行ごとに書類と同じ"), _("家賃を払ったことが分かる書類")),
        CheckLine("residence", _("職員がその部屋に住み、働きつづけた"), _("部屋と、払った額")),
        CheckLine("resident_part", _("本人負担の額が賃金台帳と同じ"), _("賃金台帳の写し")),
        CheckLine("allowance", _("年度を通して住居手当がない"), _("賃金台帳の写し")),
    ),
    amount=calculate,
    starts_from="application",
)
CLAIM = replace(ask.CLAIM, checklist=(CheckLine("holder", _("口座の名義が法人と同じ"), _("振込先")),))

SCHEME = Scheme(
    code="nursery_housing",
    label=_("保育従事職員 宿舎借り上げ支援（サンプル）"),
    programme="18",
    profile=Profile.YEARLY,
    applicant=Applicant.ORGANISATION,
    figures=(
        *ask.RENT_FIGURES,
        Figure("day_hours", _("常勤の1日の時間"), "count"),
        Figure("month_days", _("常勤の1か月の日数"), "days"),
        Figure("years_since_hire", _("採用からの年数の限度"), "count", _("0は、限度なし。")),
        Figure(
            "place_rule",
            _("部屋の場所"),
            "choice",
            choices=(
                (WARD_ONLY, _("区内だけ")),
                (WARD, _("原則として区内")),
                (ANYWHERE, _("通える場所ならどこでも")),
            ),
        ),
    ),
    check=(*DECLARATION, *ESTIMATE),
    conditions=CONDITIONS,
    estimate=guess,
    filings=(APPLICATION, CHANGE, REPORT, CLAIM),
)
