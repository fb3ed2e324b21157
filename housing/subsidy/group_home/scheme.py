"""グループホーム人件費補助: yearly, known only to staff named for it. No resident is named, only people × months."""

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

from .. import questions as ask
from .amount import calculate, estimate
from .rules import CONDITIONS, HOMES, across_rows, row_problems

NO_NAMES = _("住んでいる人の名前や事情は、どこにも書きません。")
MONTHS = Question("person_months", _("人月"), "count", _("一人ひとりの月数を足した数。例：2人が6か月で12。"), high=600)
COST = Question("staff_cost", _("多く置いた職員の人件費"), "yen", _("年度の計。"))
DECLARATION = (
    Question("runs_home", _("区内で、指定を受けたグループホームを運営していますか"), "yes_no"),
    Question("agreed", _("受け入れについて、区と話し合いましたか"), "yes_no"),
    Question("more_staff", _("決められた数より多く、職員を置いていますか"), "yes_no"),
    ask.OTHER_MONEY,
)
COLUMNS = (
    Question("home", _("ホームの名前"), "text", NO_NAMES, limit=60),
    Question("people", _("受け入れた人数"), "count", high=50),
    MONTHS,
    COST,
)


def title(row: Answers) -> str:
    return str(row.get("home", ""))


TABLE = Table(HOMES, _("ホームと人月"), COLUMNS, title, most=50, check=row_problems, across=across_rows)
TABLE_TASK = Task(HOMES, _("ホームと人月"), table=TABLE)
LEDGER = Slot("ledger", _("人件費の分かる書類"), _("職員の賃金台帳など。住んでいる人の名前は消してください。"))

APPLICATION = FilingKind(
    "application",
    _("交付申請"),
    tasks=(
        Task("declaration", _("条件の確かめ"), DECLARATION),
        ask.CONTACT,
        TABLE_TASK,
        Task("documents", _("書類"), slots=(Slot("plan", _("職員の配置の計画"), NO_NAMES),)),
    ),
    checklist=(
        CheckLine("agreed", _("区との話し合いの記録と、人数が合う"), _("ホームと人月")),
        CheckLine("plan", _("配置が決められた数より多い"), _("職員の配置の計画")),
        CheckLine("names", _("住んでいる人が分かることが、どこにも書かれていない"), _("書類")),
    ),
    amount=calculate,
)
CHANGE = FilingKind(
    "change",
    _("変更承認申請"),
    tasks=(
        replace(ask.WHY, questions=(replace(ask.WHY.questions[0], help=NO_NAMES), *ask.WHY.questions[1:])),
        TABLE_TASK,
    ),
    checklist=(CheckLine("agreed", _("区との話し合いの記録と、人数が合う"), _("ホームと人月")),),
    amount=calculate,
    starts_from="application",
)
REPORT = FilingKind(
    "report",
    _("実績報告"),
    tasks=(TABLE_TASK, Task("documents", _("書類"), slots=(LEDGER,))),
    checklist=(
        CheckLine("ledger", _("人件費が書類と同じ"), _("人件費の分かる書類")),
        CheckLine("months", _("人月が区の記録と合う"), _("ホームと人月")),
        CheckLine("names", _("住んでいる人が分かることが、どこにも書かれていない"), _("書類")),
    ),
    amount=calculate,
    starts_from="application",
)
CLAIM = replace(ask.CLAIM, checklist=(CheckLine("holder", _("口座の名義が法人と同じ"), _("振込先")),))

SCHEME = Scheme(
    code="group_home_staff",
    label=_("グループホーム人件費補助（サンプル）"),
    programme="17",
    profile=Profile.YEARLY,
    applicant=Applicant.ORGANISATION,
    figures=(
        Figure("per_month", _("一人・1か月の額"), "yen"),
        Figure("unit", _("切り捨ての単位"), "yen"),
    ),
    check=(*DECLARATION, MONTHS, COST),
    conditions=CONDITIONS,
    estimate=estimate,
    filings=(APPLICATION, CHANGE, REPORT, CLAIM),
    is_restricted=True,
)
