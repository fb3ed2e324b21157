from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeScope(models.TextChoices):
    NONE = "none", _("変更なし")
    LIMITED = "limited", _("決まった範囲で変わることがある")
    ANY = "any", _("会社の定める範囲で変わることがある")


class Contract(models.TextChoices):
    INDEFINITE = "indefinite", _("期間の定めなし")
    FIXED = "fixed", _("期間の定めあり")


class Renewal(models.TextChoices):
    AUTOMATIC = "automatic", _("自動で更新する")
    POSSIBLE = "possible", _("更新することがある")
    NONE = "none", _("更新しない")


class RenewalLimit(models.TextChoices):
    NONE = "none", _("上限なし")
    YEARS = "years", _("通算の年数で決まる")
    TIMES = "times", _("更新の回数で決まる")


class Night(models.TextChoices):
    NONE = "none", _("夜勤なし")
    OPTIONAL = "optional", _("夜勤は選べる")
    REQUIRED = "required", _("夜勤あり")


class WageType(models.TextChoices):
    MONTH = "month", _("月給")
    DAY = "day", _("日給")
    HOUR = "hour", _("時給")
    YEAR = "year", _("年俸")


class PartKind(models.TextChoices):
    FIXED = "fixed", _("毎月決まって払う手当")
    OTHER = "other", _("条件によって払う手当")


class Commute(models.TextChoices):
    NONE = "none", _("なし")
    ACTUAL = "actual", _("実費")
    FIXED = "fixed", _("定額")


class ImprovementClass(models.TextChoices):
    I = "1", _("加算Ⅰ")  # noqa: E741
    II = "2", _("加算Ⅱ")
    III = "3", _("加算Ⅲ")
    IV = "4", _("加算Ⅳ")
    NONE = "none", _("加算なし・対象外")
    UNKNOWN = "unknown", _("不明")


class ImprovementPay(models.TextChoices):
    INCLUDED = "included", _("基本給や手当に含む")
    SEPARATE = "separate", _("別に払う")
    NONE = "none", _("なし")


class Answer(models.TextChoices):
    YES = "yes", _("対象")
    NO = "no", _("対象外")
    UNKNOWN = "unknown", _("不明")


class Smoking(models.TextChoices):
    PREMISES = "premises", _("敷地内禁煙")
    PREMISES_OUTDOOR = "premises_outdoor", _("敷地内禁煙（屋外に喫煙場所あり）")
    INDOOR = "indoor", _("屋内禁煙")
    ROOM = "room", _("喫煙専用室あり")
    ALLOWED = "allowed", _("喫煙できる場所で働くことがある")


class Need(models.TextChoices):
    REQUIRED = "required", _("必要（どれか一つ）")
    PLANNED = "planned", _("働きながら取る予定でもよい")
    PREFERRED = "preferred", _("あれば歓迎")


class AgeReason(models.TextChoices):
    """労働施策総合推進法施行規則1条の3第1項の各号"""

    RETIREMENT = "1", _("1号　定年を上限とする")
    LAW = "2", _("2号　法令で年齢の制限がある")
    CAREER = "3i", _("3号のイ　長期勤続によるキャリア形成")
    SKILL = "3ro", _("3号のロ　技能の継承")
    ARTS = "3ha", _("3号のハ　芸術・芸能")
    ELDERLY = "3ni", _("3号のニ　60歳以上・国の施策の対象者")


class Outcome(models.TextChoices):
    HERE = "here", _("このサイトで採用した")
    ELSEWHERE = "elsewhere", _("ほかの方法で採用した")
    NONE = "none", _("採用しなかった")


# Monday is 1, Tuesday 2, Wednesday 4 … Sunday 64.
DAYS = [(1 << index, label) for index, label in enumerate("月火水木金土日")]
DAY_CODES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
# The four bands of a day, by the clock: first and last minute.
BANDS = [
    ("early", _("朝 6–9時"), 6 * 60, 9 * 60),
    ("day", _("日中 9–16時"), 9 * 60, 16 * 60),
    ("evening", _("夕 16–20時"), 16 * 60, 20 * 60),
    ("night", _("夜 20–6時"), 20 * 60, 30 * 60),
]
