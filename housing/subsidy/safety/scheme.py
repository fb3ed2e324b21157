"""感震ブレーカー・家具転倒防止器具: lent and fitted, no money. One application, one decision, one visit."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.calculation import Calculation, Line
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
    Task,
)

from .rules import CONDITIONS

BREAKER, FITTING = "breaker", "fitting"
DEVICES = Question(
    "devices",
    _("ほしいもの"),
    "many",
    _("貸して、取り付けます。お金はかかりません。"),
    choices=((BREAKER, _("感震ブレーカー")), (FITTING, _("家具の転倒を防ぐ器具"))),
)
FURNITURE = Question(
    "furniture",
    _("とめたい家具の数"),
    "count",
    _("たんす、本だな、冷蔵庫など。"),
    shown_if=("devices", FITTING),
    low=1,
    high=20,
)
HOUSEHOLD = (
    Question(
        "listed",
        _("避難行動要支援者の名簿にのっている人が、いっしょに住んでいますか"),
        "choice",
        choices=(("yes", _("います")), ("no", _("いません")), ("unsure", _("分かりません"))),
    ),
    Question("lives_there", _("付けるのは、区内の、いま住んでいる家ですか"), "yes_no"),
    Question(
        "house",
        _("家は"),
        "choice",
        choices=(
            ("own", _("持ち家")),
            ("agreed", _("借りていて、大家さんの承諾がある")),
            ("not_yet", _("借りていて、まだ聞いていない")),
        ),
    ),
    Question(
        "before",
        _("同じ器具を、前に区から受けましたか"),
        "choice",
        choices=(("no", _("はじめて")), ("yes", _("受けた")), ("unsure", _("分かりません"))),
    ),
    DEVICES,
    FURNITURE,
)


def calculate(facts: Facts) -> Calculation:
    """What the household gets, in pieces; never money."""
    wanted, most = facts.answers.get("devices", ()), facts.figures["most_furniture"]
    lines = [Line(_now("感震ブレーカー"), _now("1台"))] if BREAKER in wanted else []
    if FITTING in wanted:
        count = min(facts.answers["furniture"], most)
        lines.append(Line(_now("家具の器具（%(most)s点まで）") % {"most": most}, _now("%(n)s点") % {"n": count}))
    return Calculation(0, tuple(lines))


def rented(answers: Answers) -> bool:
    return answers.get("house") in ("agreed", "not_yet")


APPLICATION = FilingKind(
    "application",
    _("貸与・取付の申請"),
    tasks=(
        Task(
            "person",
            _("あなたのこと"),
            (
                Question("name", _("氏名"), "text", limit=60),
                Question("address", _("住所"), "text", _("器具を付ける家。"), limit=120),
                Question("phone", _("電話"), "text", _("訪問の日を決めるときに使います。"), limit=20),
                Question(
                    "helper", _("立ち会う家族など"), "text", _("いるとき、名前と電話。"), required=False, limit=80
                ),
            ),
        ),
        Task("household", _("家と、ほしいもの"), HOUSEHOLD),
        Task(
            "visit",
            _("訪問"),
            (
                Question("days", _("来てほしい曜日や時間"), "long", _("例：火曜か木曜の午前。"), limit=200),
                Question("agrees", _("名簿にのっているかを、区が確かめてよいですか"), "yes_no"),
            ),
        ),
        Task(
            "documents",
            _("書類"),
            slots=(Slot("consent", _("大家さんの承諾書"), _("借りている家のとき。"), needed=rented),),
        ),
    ),
    checklist=(
        CheckLine("listed", _("名簿にのっている人の世帯である（名簿で確かめた）"), _("家と、ほしいもの")),
        CheckLine("consent", _("借りている家では、大家さんの承諾がある"), _("大家さんの承諾書")),
        CheckLine("before", _("同じ器具を前に出した記録がない"), _("家と、ほしいもの")),
        CheckLine("stock", _("器具の在庫と、業者の訪問日がある"), _("訪問")),
    ),
    amount=calculate,
)

SCHEME = Scheme(
    code="safety_devices",
    label=_("感震ブレーカー・家具転倒防止器具（サンプル）"),
    programme="23",
    profile=Profile.IN_KIND,
    applicant=Applicant.PERSON,
    figures=(Figure("most_furniture", _("一つの世帯でとめられる家具の数"), "count"),),
    check=HOUSEHOLD,
    conditions=CONDITIONS,
    estimate=calculate,
    filings=(APPLICATION,),
)
