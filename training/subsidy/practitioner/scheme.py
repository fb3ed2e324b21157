"""実務者研修 受講料助成: one filing after the fact, application and claim in one."""

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.structure import (
    Applicant,
    CheckLine,
    Figure,
    FilingKind,
    Profile,
    Question,
    Scheme,
    Slot,
    Task,
)

from .amount import calculate
from .rules import CONDITIONS

COMPLETED = Question("completed_on", _("研修を修了した日"), "date", _("修了証明書に書いてある日です。"))
FEE = Question("fee", _("受講料"), "yen", _("学校に払った額（税込み）。"), low=1)
HIRED = Question("hired_on", _("今の事業所で働きはじめた日"), "date")
DAYS = Question("days_worked", _("これまでに実際に働いた日数"), "count", _("休んだ日は数えません。"), low=0, high=3000)
LISTED = Question("listed_office", _("区内の介護・障害福祉の事業所で働いていますか"), "yes_no")
OTHER = Question(
    "other_money",
    _("同じ受講料に、ほかの助成や給付を受けましたか"),
    "choice",
    choices=(("none", _("受けていません")), ("got", _("受けました")), ("unsure", _("分かりません"))),
)

SCHEME = Scheme(
    code="practitioner_course",
    label=_("実務者研修 受講料助成（サンプル）"),
    programme="18",
    profile=Profile.AFTERWARDS,
    applicant=Applicant.PERSON,
    figures=(
        Figure("rate", _("助成の割合"), "fraction"),
        Figure("cap", _("上限"), "yen"),
        Figure("hire_within_months", _("修了から就職までの月数"), "months"),
        Figure("work_months", _("続けて働く月数"), "months"),
        Figure("work_days", _("実際に働く日数"), "days"),
    ),
    check=(COMPLETED, HIRED, DAYS, LISTED, FEE, OTHER),
    conditions=CONDITIONS,
    estimate=calculate,
    filings=(
        FilingKind(
            "application",
            _("交付申請書 兼 請求書"),
            tasks=(
                Task(
                    "person",
                    _("あなたのこと"),
                    (
                        Question(
                            "name",
                            _("氏名"),
                            "text",
                            _("修了証明書と同じ名前。"),
                            limit=60,
                        ),
                        Question("former_name", _("修了証明書が前の名前のとき"), "text", required=False, limit=60),
                        Question("address", _("住所"), "text", _("通知書を送ることがあります。"), limit=120),
                        Question("phone", _("電話"), "text", _("昼に連絡がつくもの。"), limit=20),
                    ),
                ),
                Task(
                    "course",
                    _("研修"),
                    (Question("school", _("研修をした学校・法人"), "text", limit=80), COMPLETED, FEE, OTHER),
                ),
                Task(
                    "work",
                    _("働いている事業所"),
                    (Question("office", _("事業所の名前"), "text", limit=80), LISTED, HIRED, DAYS),
                ),
                Task(
                    "documents",
                    _("書類"),
                    slots=(
                        Slot("certificate", _("修了証明書の写し")),
                        Slot("receipt", _("受講料の領収書の写し"), _("あなたの名前と、払った額、日付が分かるもの。")),
                        Slot(
                            "employment",
                            _("就労証明書"),
                            _("事業所が書いたもの。"),
                        ),
                    ),
                ),
                Task("account", _("振込先"), account=True),
            ),
            checklist=(
                CheckLine("certificate", _("修了証明書の名前と日付が、申請と同じ"), _("修了証明書の写し")),
                CheckLine("receipt", _("領収書の額が受講料と同じで、本人が払っている"), _("領収書の写し")),
                CheckLine("employment", _("就労証明書の日付と日数が、条件を満たす"), _("就労証明書")),
                CheckLine("office", _("事業所が、区の定めた区内の事業所である"), _("働いている事業所")),
                CheckLine("double", _("同じ受講料への、ほかの助成がない"), _("研修")),
            ),
            amount=calculate,
        ),
    ),
)
