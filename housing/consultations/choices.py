"""The words of consultations. Reasons are facts about a deal, never about who somebody is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    WEB = "web", _("ウェブ")
    PHONE = "phone", _("電話")
    COUNTER = "counter", _("区の窓口")
    LIFE = "life", _("生活サポートセンター")
    WELFARE = "welfare", _("福祉事務所")
    PAPER = "paper", _("紙")


class Scope(TextChoices):
    """What somebody has agreed to. SHOP names one shop."""

    CONTACT = "contact", _("区から連絡する")
    SUPPORTER = "supporter", _("居住支援法人に名前と相談の内容を伝える")
    SHOP = "shop", _("この店に名前と電話番号を伝える")


class Plan(TextChoices):
    INFORMATION = "information", _("情報提供")
    ACCOMPANIED = "accompanied", _("伴走型支援")
    BOTH = "both", _("情報提供と伴走型支援")
    OTHER = "other", _("ほかの制度へつなぐ")


class Grade(TextChoices):
    """An answer to an open question of the rubric."""

    ALONE = "alone", _("自分でできる・心配ない")
    SOME = "some", _("少し手助けがいる")
    MUCH = "much", _("いっしょに進める必要がある")
    UNKNOWN = "unknown", _("まだわからない")


class SizeBand(TextChoices):
    ONE = "1", _("1人")
    TWO = "2", _("2人")
    THREE_FOUR = "3-4", _("3～4人")
    FIVE = "5+", _("5人以上")


class AgeBand(TextChoices):
    UNDER_40 = "-39", _("40歳より下")
    FORTIES = "40-64", _("40～64歳")
    OLDER = "65-74", _("65～74歳")
    OLDEST = "75+", _("75歳以上")
    UNSTATED = "unstated", _("書かない")


class Need(TextChoices):
    """What the home must offer. Needs, not diagnoses."""

    FEW_STEPS = "few_steps", _("玄関や部屋の段差が少ない")
    LOW_FLOOR = "low_floor", _("1階、またはエレベーターあり")
    RAILS = "rails", _("手すりがある、または付けられる")
    WHEELCHAIR = "wheelchair", _("車いすで暮らせる")
    PROXY = "proxy", _("家賃の代理納付ができる")
    NO_CONTACT = "no_contact", _("緊急連絡先が法人でもよい")
    WATCH = "watch", _("見守りがある、または付けられる")
    PETS = "pets", _("ペットと暮らせる")
    SCHOOL = "school", _("学校を変えずにすむ場所")
    WORDS = "words", _("通訳・手話・筆談で話せる")
    QUIET = "quiet", _("静かなところ")


class Timing(TextChoices):
    NOW = "now", _("できるだけ早く")
    MONTH = "month", _("1か月くらいの間に")
    QUARTER = "quarter", _("3か月くらいの間に")
    LATER = "later", _("急がない")


class Answer(TextChoices):
    """A shop's answer to a wish card."""

    YES = "yes", _("あり")
    CONDITIONAL = "conditional", _("条件付きであり")
    LATER = "later", _("時期待ち")
    NO = "no", _("なし")
    NONE = "none", _("無回答")


OFFERING = (Answer.YES, Answer.CONDITIONAL, Answer.LATER)


class Reason(TextChoices):
    """Why a shop says no, or not yet, or why a screening failed (3.6)."""

    TAKEN = "taken", _("先に決まった")
    ENDED = "ended", _("募集が終わった")
    PAYMENT = "payment", _("家賃の支払いを確かめられなかった")
    INITIAL_COST = "initial_cost", _("最初の費用の調整ができなかった")
    TIMING = "timing", _("入居の時期が合わなかった")
    EQUIPMENT = "equipment", _("設備・段差が合わなかった")
    SIZE = "size", _("人数・面積が合わなかった")
    GUARANTEE = "guarantee", _("保証の方法が決まらなかった")
    EMERGENCY = "emergency", _("緊急のときの連絡方法が決まらなかった")
    PERSON = "person", _("本人がやめた")
    UNREACHABLE = "unreachable", _("連絡がとれなかった")
    OTHER = "other", _("そのほか（区だけが読む）")


class How(TextChoices):
    WEB = "web", _("ウェブで")
    PAPER = "paper", _("紙で")
    CALL = "call", _("電話で")


class HomeStep(TextChoices):
    """How far a referred home has come."""

    SHOWN = "shown", _("紹介した")
    VIEWING = "viewing", _("見学を調整中")
    VIEWING_SET = "viewing_set", _("見学の日が決まった")
    VIEWED = "viewed", _("見学した")
    APPLIED = "applied", _("申し込んだ")
    PASSED = "passed", _("審査を通った")
    REFUSED = "refused", _("審査を通らなかった")
    LET_GO = "let_go", _("見送った")
    LEASED = "leased", _("契約した")


class Instrument(TextChoices):
    """What makes a lease safe for both sides (3.8)."""

    CERTIFIED = "certified", _("認定家賃債務保証業者")
    COMPANY = "company", _("家賃保証会社")
    PROXY = "proxy", _("代理納付")
    LIFELONG = "lifelong", _("終身建物賃貸借")
    BELONGINGS = "belongings", _("残置物のモデル契約条項")
    WATCH = "watch", _("安否確認・見守り")
    INSURANCE = "insurance", _("少額短期保険")


class Outcome(TextChoices):
    SETTLED = "settled", _("暮らしが落ち着いた（定着）")
    NOT_MADE = "not_made", _("契約に至らなかった（不成立）")
    WITHDRAWN = "withdrawn", _("取り下げ")
    OTHER_SCHEME = "other_scheme", _("ほかの制度につないだ")
    UNREACHABLE = "unreachable", _("連絡がとれなかった")
    ANSWERED = "answered", _("質問に答えた")


class Failure(TextChoices):
    """Why no lease was made, as the council reads it."""

    RENT = "rent", _("条件に合う物件なし（家賃）")
    AREA = "area", _("条件に合う物件なし（面積）")
    STEPS = "steps", _("条件に合う物件なし（段差）")
    PLACE = "place", _("条件に合う物件なし（地域）")
    NO_ANSWER = "no_answer", _("無回答")
    SCREENING = "screening", _("審査を通らなかった")
    INITIAL_COST = "initial_cost", _("初期費用")
    GUARANTEE = "guarantee", _("保証・緊急連絡先")
    PERSON = "person", _("本人の事情")
    SOLVED = "solved", _("ほかの制度で解決")


class ReleaseKind(TextChoices):
    PRINT = "print", _("印刷")
    EXPORT = "export", _("書き出し（CSV）")
