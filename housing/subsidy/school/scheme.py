"""学校法人 学生宿舎借り上げ補助: yearly, for the operator of a school, a row for each room. No student is named."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.calculation import Calculation
from portal.grants.schemes.structure import (
    Answers,
    Applicant,
    CheckLine,
    Facts,
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
from .rules import CONDITIONS, ROOMS, across_rows, report_problems, row_problems

DECLARATION = (
    Question("runs_school", _("区内で、介護福祉士を養成する学校を運営していますか"), "yes_no"),
    Question("own_contract", _("部屋は、法人の名前で借りていますか"), "yes_no"),
    Question("for_students", _("部屋に住むのは、その学校の学生だけですか"), "yes_no"),
    ask.OTHER_MONEY,
)
COLUMNS = (
    ask.UNIT,
    Question("students", _("住む学生の数"), "count", _("名前は書きません。"), high=20),
    ask.RENT,
    ask.COMMON_FEE,
    ask.KEY_MONEY,
    Question("resident_part", _("学生が払う額"), "yen", _("1か月の、部屋ぜんたいの額。ないときは0。")),
    replace(ask.MOVED_IN, label=_("借りはじめた日"), help=_("例：2026年4月1日")),
    replace(ask.MOVED_OUT, label=_("返した日"), help=_("年度のうちに返したとき。")),
    replace(ask.FIRST_PAID, label=_("借りはじめた月に払った額"), help=_("月の途中のとき。賃料と共益費の計。")),
    replace(ask.LAST_PAID, label=_("返した月に払った額"), help=_("月の途中のとき。賃料と共益費の計。")),
)


def title(row: Answers) -> str:
    return str(row.get("unit", ""))


def calculate(facts: Facts) -> Calculation:
    return by_month(facts, ROOMS, title)


def guess(facts: Facts) -> Calculation:
    """By the rows where there are any."""
    return calculate(facts) if facts.rows.get(ROOMS) else estimate(facts)


TABLE = Table(ROOMS, _("部屋"), COLUMNS, title, check=row_problems, across=across_rows)
PAID_TABLE = replace(TABLE, columns=(*COLUMNS, ask.PAID_MONTHS, ask.PAID, ask.PROOF), check=report_problems)
TABLE_TASK = Task(ROOMS, _("部屋"), table=TABLE)

APPLICATION = FilingKind(
    "application",
    _("交付申請"),
    tasks=(
        Task("declaration", _("条件の確かめ"), DECLARATION),
        ask.CONTACT,
        TABLE_TASK,
        Task("documents", _("書類"), slots=(Slot("lease", _("賃貸借契約書の写し"), _("全部の部屋の分。")),)),
    ),
    checklist=(
        CheckLine("leases", _("契約者が法人で、部屋と家賃が申請と同じ"), _("賃貸借契約書の写し")),
        CheckLine("students", _("住む学生の数が、学校の名簿の数と合う"), _("部屋")),
        CheckLine("double", _("同じ部屋が、ほかの行や申請と重なっていない"), _("部屋")),
    ),
    amount=calculate,
)
CHANGE = FilingKind(
    "change",
    _("変更承認申請"),
    tasks=(ask.WHY, TABLE_TASK, Task("documents", _("書類"), slots=(Slot("proof", _("変わったことが分かる書類")),))),
    checklist=(CheckLine("proof", _("変わったことが書類と同じ"), _("変わったことが分かる書類")),),
    amount=calculate,
    starts_from="application",
)
REPORT = FilingKind(
    "report",
    _("実績報告"),
    tasks=(
        Task(ROOMS, _("部屋と、払った額"), table=PAID_TABLE),
        Task("documents", _("書類"), slots=(Slot("payment", _("家賃を払ったことが分かる書類")),)),
    ),
    checklist=(
        CheckLine("payment", _("払った月数と額が、行ごとに書類と同じ"), _("家賃を払ったことが分かる書類")),
        CheckLine("students", _("学生が住みつづけた"), _("部屋と、払った額")),
    ),
    amount=calculate,
    starts_from="application",
)
CLAIM = replace(ask.CLAIM, checklist=(CheckLine("holder", _("口座の名義が法人と同じ"), _("振込先")),))

SCHEME = Scheme(
    code="school_housing",
    label=_("学校法人 学生宿舎借り上げ補助（サンプル）"),
    programme="18",
    profile=Profile.YEARLY,
    applicant=Applicant.ORGANISATION,
    figures=ask.RENT_FIGURES,
    check=(*DECLARATION, *ESTIMATE),
    conditions=CONDITIONS,
    estimate=guess,
    filings=(APPLICATION, CHANGE, REPORT, CLAIM),
)
