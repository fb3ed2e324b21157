from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class LogKind(TextChoices):
    VISIT = "visit", _("訪問")
    PHONE = "phone", _("電話")
    ACCOMPANY = "accompany", _("同行")
    PROCEDURE = "procedure", _("手続き")
    OTHER = "other", _("そのほか")


class ConsentHow(TextChoices):
    SPOKEN = "spoken", _("ことばで")
    PAPER = "paper", _("書面で")
    WEB = "web", _("この画面で")


class DeclineReason(TextChoices):
    """Facts about the corporation, never a judgement of the person."""

    FULL = "full", _("いま受けられる人数がいっぱい")
    AREA = "area", _("受け持つ地域の外")
    SKILL = "skill", _("必要な支援に対応できる職員がいない")
    TIMING = "timing", _("時期が合わない")
    OTHER = "other", _("そのほか（ことばで伝える）")


class Outcome(TextChoices):
    """How a support that was evaluated ended."""

    SETTLED = "settled", _("暮らしが落ち着いた")
    OTHER_SUPPORT = "other_support", _("ほかの支援につないだ")
    MOVED = "moved", _("転居した")
    NO_HOME = "no_home", _("住まいが決まらなかった")


class StopReason(TextChoices):
    CONSENT = "consent", _("本人が支援をやめたいと話した")
    UNREACHABLE = "unreachable", _("連絡がとれない")
    LEFT_WARD = "left_ward", _("区の外へ移った")
    OTHER = "other", _("そのほか")


class CheckDay(IntegerChoices):
    """Days after moving in."""

    FIRST = 30, _("入居30日")
    SECOND = 90, _("入居90日")
    THIRD = 180, _("入居180日")


class CheckResult(TextChoices):
    STAYS = "stays", _("住み続けている")
    LEFT = "left", _("退去した")
    UNREACHABLE = "unreachable", _("連絡がとれない")
