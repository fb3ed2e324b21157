"""実務者研修 受講料助成: one filing after the fact, application and claim in one."""

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.structure import Applicant, FilingKind, Profile, Question, Scheme, Task

from .. import questions as ask
from ..amounts import share_of_fee
from .rules import CONDITIONS

APPLICATION = FilingKind(
    "application",
    _("交付申請書 兼 請求書"),
    tasks=(
        ask.PERSON,
        Task(
            "course",
            _("研修"),
            (
                Question("school", _("研修をした学校・法人"), "text", limit=80),
                ask.COMPLETED,
                ask.FEE,
                ask.OTHER,
            ),
        ),
        Task(
            "work",
            _("働いている事業所"),
            (ask.OFFICE, ask.OFFICE_NUMBER, ask.LISTED, ask.SINCE, ask.DAYS, ask.UNTIL),
        ),
        ask.DOCUMENTS,
        ask.ACCOUNT,
    ),
    checklist=ask.CHECKLIST,
    amount=share_of_fee,
)

SCHEME = Scheme(
    code="practitioner_course",
    label=_("実務者研修 受講料助成（サンプル）"),
    programme="18",
    profile=Profile.AFTERWARDS,
    applicant=Applicant.PERSON,
    figures=(ask.RATE, ask.CAP, ask.UNIT, ask.HIRE_WITHIN, ask.WORK_MONTHS, ask.WORK_DAYS, ask.APPLY_WITHIN),
    check=(ask.COMPLETED, ask.HIRED, ask.DAYS, ask.UNTIL, ask.LISTED, ask.FEE, ask.OTHER),
    conditions=CONDITIONS,
    estimate=share_of_fee,
    filings=(APPLICATION,),
)
