"""What every scheme for qualifications asks."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.structure import CheckLine, Figure, Question, Slot, Task

COMPLETED = Question("completed_on", _("研修を修了した日"), "date", _("修了証明書に書いてある日です。"))
FEE = Question("fee", _("受講料"), "yen", _("あなたが払った額（税込み）。"), low=1)
HIRED = Question(
    "hired_on",
    _("今の事業所で働きはじめた日"),
    "date",
    _("まだ働いていないときは、空けてください。例：2026年7月14日"),
    required=False,
)
SINCE = replace(HIRED, help="", required=True)
DAYS = Question("days_worked", _("これまでに実際に働いた日数"), "count", _("休んだ日は数えません。"), high=3000)
UNTIL = Question(
    "days_until",
    _("その日数は、いつまでのものですか"),
    "date",
    _("日数が足りないとき、足りる日の見こみを出すのに使います。"),
    required=False,
)
LISTED = Question("listed_office", _("区内の、対象の介護・障害福祉の事業所で働いていますか"), "yes_no")
OTHER = Question(
    "other_money",
    _("同じ費用に、ほかの助成や給付を受けましたか"),
    "choice",
    _("ハローワークの教育訓練給付、都や勤め先の助成など。"),
    choices=(("none", _("受けていません")), ("got", _("受けました")), ("unsure", _("分かりません"))),
)

PERSON = Task(
    "person",
    _("あなたのこと"),
    (
        Question("name", _("氏名"), "text", _("修了証明書と同じ名前。"), limit=60),
        Question("former_name", _("修了証明書が前の名前のとき、その名前"), "text", required=False, limit=60),
        Question("address", _("住所"), "text", _("通知書を送ることがあります。"), limit=120),
        Question("phone", _("電話"), "text", _("昼に連絡がつくもの。"), limit=20),
    ),
)
OFFICE = Question("office", _("事業所の名前"), "text", limit=80)
OFFICE_NUMBER = Question("office_number", _("事業所番号"), "text", _("10けた。分かるとき。"), required=False, limit=10)
ACCOUNT = Task("account", _("振込先"), account=True)

CERTIFICATE = Slot("certificate", _("修了証明書の写し"))
RECEIPT = Slot("receipt", _("領収書の写し"), _("あなたの名前と、払った額、日付が分かるもの。"))
EMPLOYMENT = Slot("employment", _("就労証明書"), _("事業所が書いたもの。働きはじめた日が分かるもの。"))
DOCUMENTS = Task("documents", _("書類"), slots=(CERTIFICATE, RECEIPT, EMPLOYMENT))

CHECKLIST = (
    CheckLine("certificate", _("修了証明書の名前と日付が、申請と同じ"), _("修了証明書の写し")),
    CheckLine("receipt", _("領収書の額が申請と同じで、本人が払っている"), _("領収書の写し")),
    CheckLine("employment", _("就労証明書の日付と日数が、条件を満たす"), _("就労証明書")),
    CheckLine("office", _("事業所が、区の定めた区内の事業所である"), _("働いている事業所")),
    CheckLine("double", _("同じ費用への、ほかの助成がない"), _("研修")),
    CheckLine("holder", _("口座の名義が本人と同じ"), _("振込先")),
)

HIRE_WITHIN = Figure("hire_within_months", _("修了から就職までの月数"), "months")
WORK_MONTHS = Figure("work_months", _("続けて働く月数"), "months")
WORK_DAYS = Figure("work_days", _("実際に働く日数"), "days")
APPLY_WITHIN = Figure(
    "apply_within_months", _("働く月数を満たしてから申請までの月数"), "months", _("0は、期限を決めないとき。")
)
RATE = Figure("rate", _("助成の割合"), "fraction")
CAP = Figure("cap", _("上限"), "yen")
UNIT = Figure("unit", _("切り捨ての単位"), "yen", _("1は、1円未満だけを切り捨てるとき。"))
