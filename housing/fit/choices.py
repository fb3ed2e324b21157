"""Marks, kinds of figures, and the closed lists a household answers from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# ○ △ × ？ as `{% verdict_mark %}` knows them.
YES, IF, NO, UNKNOWN = "yes", "if", "no", "unknown"
# A home in a town the person wants to avoid: said nowhere, to nobody.
SILENT = "silent"

LABELS = {
    YES: _("合っています"),
    IF: _("条件がそろえば合います"),
    UNKNOWN: _("確認が必要です"),
    NO: _("今は合いません"),
}


class MoneyKind(TextChoices):
    """Each has its unit in `UNITS`; those in `BY_PEOPLE` have a row for each number of people, 7 meaning 7 and more."""

    ASSISTANCE = "assistance", _("住宅扶助の上限（月）")
    SPECIAL = "special", _("住宅扶助の特別基準（月・職員だけ）")
    BENEFIT_BASE = "benefit_base", _("住居確保給付金の基準額（月）")
    BENEFIT_ASSETS = "benefit_assets", _("住居確保給付金の資産の上限")
    RELOCATION_TIMES = "relocation_times", _("転居費用補助の上限（住宅扶助の上限の何倍か）")
    PARENT_CONTRACT = "parent_contract", _("ひとり親家庭転宅支援（契約の費用の上限）")
    PARENT_MOVING = "parent_moving", _("ひとり親家庭転宅支援（引っ越しの費用の上限）")
    RELIEF = "relief", _("家賃低廉化（月・専用住宅）")
    RELIEF_INCOME = "relief_income", _("家賃低廉化の収入の上限（月）")
    LANDLORD_GRANT = "landlord_grant", _("家主支援補助金（成約1件）")
    AREA_LEAST_PEOPLE = "area_least_people", _("広さの目安で2人以上の世帯を数える最少の人数")
    AREA_CUT = "area_cut", _("広さの目安で4人を超える世帯から引く割合")


UNITS = {
    MoneyKind.RELOCATION_TIMES: _("倍"),
    MoneyKind.AREA_LEAST_PEOPLE: _("人"),
    MoneyKind.AREA_CUT: _("％"),
}
BY_PEOPLE = (MoneyKind.ASSISTANCE, MoneyKind.SPECIAL, MoneyKind.BENEFIT_BASE, MoneyKind.BENEFIT_ASSETS)
MOST_PEOPLE = 7


class Rail(TextChoices):
    ENTRANCE = "entrance", _("玄関")
    CORRIDOR = "corridor", _("廊下")
    TOILET = "toilet", _("便所")
    BATH = "bath", _("浴室")


class Speech(TextChoices):
    """Whoever chose one wants to be spoken with like that; the label is looked for in what the shop wrote."""

    ENGLISH = "english", _("英語")
    CHINESE = "chinese", _("中国語")
    KOREAN = "korean", _("韓国語")
    VIETNAMESE = "vietnamese", _("ベトナム語")
    NEPALI = "nepali", _("ネパール語")
    TAGALOG = "tagalog", _("タガログ語")
    SIGN = "sign", _("手話")
    WRITING = "writing", _("筆談")
