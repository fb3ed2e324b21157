"""介護支援専門員 資格取得助成: one sum for who works as a care manager in the ward."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.structure import Applicant, Figure, FilingKind, Profile, Question, Scheme, Task

from .. import questions as ask
from ..amounts import flat
from .rules import CONDITIONS

COMPLETED = replace(ask.COMPLETED, label=_("介護支援専門員の実務研修を修了した日"))
COSTS = replace(ask.FEE, label=_("実務研修の受講料と、試験の手数料"))
HIRED = replace(ask.HIRED, label=_("介護支援専門員として、今の事業所で働きはじめた日"))
SINCE = replace(HIRED, help="", required=True)
LISTED = replace(ask.LISTED, label=_("区内の、対象の事業所で、介護支援専門員として働いていますか"))

APPLICATION = FilingKind(
    "application",
    _("交付申請書 兼 請求書"),
    tasks=(
        ask.PERSON,
        Task(
            "course",
            _("研修と試験"),
            (
                Question("number", _("介護支援専門員の登録番号"), "text", limit=20),
                COMPLETED,
                COSTS,
                ask.OTHER,
            ),
        ),
        Task("work", _("働いている事業所"), (ask.OFFICE, ask.OFFICE_NUMBER, LISTED, SINCE)),
        ask.DOCUMENTS,
        ask.ACCOUNT,
    ),
    checklist=ask.CHECKLIST,
    amount=flat,
)

SCHEME = Scheme(
    code="care_manager",
    label=_("介護支援専門員 資格取得助成（サンプル）"),
    programme="18",
    profile=Profile.AFTERWARDS,
    applicant=Applicant.PERSON,
    figures=(
        Figure("amount", _("助成の額"), "yen"),
        Figure("within_costs", _("払った費用を上限にする"), "yes_no"),
        ask.WORK_MONTHS,
    ),
    check=(COMPLETED, HIRED, LISTED, COSTS, ask.OTHER),
    conditions=CONDITIONS,
    estimate=flat,
    filings=(APPLICATION,),
)
