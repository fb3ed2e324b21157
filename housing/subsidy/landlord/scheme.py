"""家主支援補助金: one sum for one lease that was made through the ward's consultation. No resident is named."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.calculation import Calculation, Line
from portal.grants.schemes.structure import (
    Applicant,
    CheckLine,
    Facts,
    Figure,
    FilingKind,
    Profile,
    Question,
    Scheme,
    Slot,
    Task,
)

from .. import questions as ask
from .rules import CONDITIONS

LEASE = (
    Question("through_ward", _("区の入居相談を通じた契約ですか"), "yes_no"),
    Question("leased_on", _("契約した日"), "date"),
    Question("moved_in_on", _("入居の日"), "date"),
    ask.OTHER_MONEY,
)


def calculate(facts: Facts) -> Calculation:
    amount = facts.figures["amount"]
    return Calculation(amount, (Line.of(_now("契約1件につき"), amount),))


APPLICATION = FilingKind(
    "application",
    _("交付申請書 兼 請求書"),
    tasks=(
        Task(
            "lease",
            _("契約"),
            (
                Question("home", _("建物と部屋"), "text", _("入居した人の名前は書きません。"), limit=120),
                Question("landlord", _("貸主の名前"), "text", limit=80),
                *LEASE,
                ask.RENT,
                ask.COMMON_FEE,
            ),
        ),
        ask.CONTACT,
        Task(
            "documents",
            _("書類"),
            slots=(Slot("lease", _("賃貸借契約書の写し"), _("入居した人の名前は、見えないようにしてかまいません。")),),
        ),
        ask.ACCOUNT,
    ),
    checklist=(
        CheckLine("consultation", _("区の入居相談の成約の記録と、部屋・日付・貸主が同じ"), _("契約")),
        CheckLine("lease", _("契約書の部屋、日付、賃料が申請と同じ"), _("賃貸借契約書の写し")),
        CheckLine("once", _("同じ契約の申請が、ほかにない"), _("契約")),
        CheckLine("holder", _("口座の名義が申請した団体と同じ"), _("振込先")),
    ),
    amount=calculate,
)

SCHEME = Scheme(
    code="landlord_support",
    label=_("家主支援補助金（サンプル）"),
    programme="17",
    profile=Profile.AFTERWARDS,
    applicant=Applicant.ORGANISATION,
    figures=(
        Figure("amount", _("契約1件の額"), "yen"),
        Figure("first_day", _("対象の初日"), "date"),
        Figure("last_day", _("対象の最後の日"), "date"),
    ),
    check=LEASE,
    conditions=CONDITIONS,
    estimate=calculate,
    filings=(APPLICATION,),
)
