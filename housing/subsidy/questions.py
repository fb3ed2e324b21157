"""What the schemes for rooms ask, and the figures by which their rent is counted."""

from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.structure import Figure, FilingKind, Question, Task

from .rent import BY_DAY, CASE, LOWER, ROW

OTHER_MONEY = Question(
    "other_money",
    _("同じ費用に、国や都、ほかの補助を受けていますか"),
    "choice",
    choices=(("none", _("受けていません")), ("got", _("受けています")), ("unsure", _("分かりません"))),
)
CONTACT = Task(
    "contact",
    _("担当の方"),
    (
        Question("clerk", _("担当の方の名前"), "text", limit=40),
        Question("phone", _("電話"), "text", limit=20),
    ),
)
WHY = Task(
    "why",
    _("変わったこと"),
    (
        Question("what", _("何が変わりましたか"), "long", _("例：8月から賃料が2,000円上がった。"), limit=600),
        Question("since", _("いつから"), "date"),
    ),
)
ACCOUNT = Task("account", _("振込先"), account=True)
CLAIM = FilingKind(
    "claim",
    _("請求"),
    tasks=(
        Task(
            "claim",
            _("請求する額"),
            (Question("agrees", _("確定した額を請求しますか"), "yes_no", _("額は、額確定通知書のとおりです。")),),
        ),
        ACCOUNT,
    ),
)

UNIT = Question("unit", _("建物と部屋"), "text", _("例：架空ハイツ 101号室"), limit=60)
RENT = Question("rent", _("賃料"), "yen", _("1か月の額。"), low=1)
COMMON_FEE = Question("common_fee", _("共益費"), "yen", _("1か月の額。ないときは0。"))
KEY_MONEY = Question("key_money", _("礼金"), "yen", _("契約のときに払った額。月割は計算します。ないときは0。"))
MOVED_IN = Question("moved_in", _("入居日"), "date", _("前の年度から住んでいるときも、その日。例：2026年4月1日"))
MOVED_OUT = Question("moved_out", _("退去日"), "date", _("年度のうちに出たとき。"), required=False)
FIRST_PAID = Question(
    "first_paid", _("入居した月に払った額"), "yen", _("月の途中で入居したとき。賃料と共益費の計。"), required=False
)
LAST_PAID = Question(
    "last_paid", _("退去した月に払った額"), "yen", _("月の途中で退去したとき。賃料と共益費の計。"), required=False
)
PAID_MONTHS = Question("paid_months", _("払った月数"), "count", _("この年度のうち。"), high=12)
PAID = Question("paid", _("実際に払った額"), "yen", _("年度の計。賃料・共益費・礼金の計から、本人負担をのぞきます。"))
PROOF = Question(
    "proof",
    _("払った証拠"),
    "choice",
    choices=(("transfer", _("振込の控え")), ("passbook", _("通帳の写し")), ("receipt", _("領収書"))),
)

RENT_FIGURES = (
    Figure("first_day", _("対象の初日"), "date"),
    Figure("last_day", _("対象の最後の日"), "date"),
    Figure("cap", _("上限（1戸、月）"), "yen"),
    Figure("rate", _("補助の割合"), "fraction"),
    Figure("unit", _("切り捨ての単位"), "yen"),
    Figure("rounding", _("切り捨てる場所"), "choice", choices=((ROW, _("1戸ごと")), (CASE, _("合計")))),
    Figure("resident_part_deducted", _("本人負担を先に差し引く"), "yes_no"),
    Figure(
        "part_month",
        _("月の途中の入居・退去"),
        "choice",
        choices=((LOWER, _("日割りと払った額の、少ないほう")), (BY_DAY, _("日割り"))),
    ),
    Figure("key_money_months", _("礼金の限度（賃料の月数）"), "months"),
    Figure("key_money_spread", _("礼金を割る月数"), "months", _("1は、入居した月にまとめるとき。")),
)
