"""The words of homes: what landlords and shops choose from, and which of it the public sees."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerKind(TextChoices):
    LANDLORD = "landlord", _("大家さん")
    SHOP = "shop", _("不動産の店")
    ASSOCIATION = "association", _("不動産の団体")
    SUPPORT = "support", _("居住支援法人")


class Service(TextChoices):
    """What a shop or a support corporation really does."""

    ACCOMPANY = "accompany", _("見学や手続きへの同行")
    GUARANTEE = "guarantee", _("保証の相談")
    WATCH = "watch", _("見守り")
    EMERGENCY = "emergency", _("緊急連絡先の引き受け")
    BELONGINGS = "belongings", _("残置物の手続き")
    SIGN = "sign", _("手話・筆談")
    LANGUAGES = "languages", _("外国語")
    NIGHT = "night", _("夜間の連絡")


class Structure(TextChoices):
    WOOD = "wood", _("木造")
    LIGHT_STEEL = "light_steel", _("軽量鉄骨")
    STEEL = "steel", _("鉄骨")
    RC = "rc", _("鉄筋コンクリート")
    SRC = "src", _("鉄骨鉄筋コンクリート")
    OTHER = "other", _("その他")


class Form(TextChoices):
    APARTMENT = "apartment", _("アパート・マンション")
    TERRACE = "terrace", _("長屋・テラスハウス")
    HOUSE = "house", _("一戸建て")


class Seismic(TextChoices):
    NEW = "new", _("新耐震基準")
    PROVEN = "proven", _("旧耐震基準（耐震を示す書類あり）")
    PLANNED = "planned", _("旧耐震基準（改修の予定あり）")
    UNPROVEN = "unproven", _("旧耐震基準（書類なし）")
    UNKNOWN = "unknown", _("不明")


class Layout(TextChoices):
    R = "R", _("ワンルーム")
    K = "K", _("K")
    DK = "DK", _("DK")
    LDK = "LDK", _("LDK")


class Measure(TextChoices):
    WALL_CENTRE = "wall_centre", _("壁芯")
    INNER = "inner", _("内法")


class Equipment(TextChoices):
    OWN = "own", _("専用")
    SHARED = "shared", _("共用")
    NONE = "none", _("なし")


class Known(TextChoices):
    """Whether something is there, where nobody has looked is its own answer."""

    YES = "yes", _("あり")
    NO = "no", _("なし")
    UNKNOWN = "unknown", _("不明")


class Consent(TextChoices):
    """Positive or open, never a refusal."""

    YES = "yes", _("できます")
    ASK = "ask", _("相談できます")
    UNSTATED = "unstated", _("書いていない")


class ContractKind(TextChoices):
    ORDINARY = "ordinary", _("普通借家")
    FIXED = "fixed", _("定期借家")
    LIFELONG = "lifelong", _("終身建物賃貸借")


class EmergencyContact(TextChoices):
    PERSON = "person", _("個人の連絡先が必要")
    CORPORATE = "corporate", _("法人（居住支援法人など）でもよい")
    NONE = "none", _("必要ない")
    UNKNOWN = "unknown", _("不明")


class Guarantee(TextChoices):
    """What is accepted in place of a joint guarantor; a home accepts several."""

    GUARANTOR = "guarantor", _("連帯保証人")
    COMPANY = "company", _("家賃保証会社")
    CERTIFIED = "certified", _("認定家賃債務保証業者")
    NOT_NEEDED = "not_needed", _("保証は必要ない")


class Proxy(TextChoices):
    """代理納付: the welfare office pays the rent to the landlord."""

    YES = "yes", _("できます")
    CONDITIONS = "conditions", _("条件つきでできます")
    UNKNOWN = "unknown", _("書いていない")


class CostKind(TextChoices):
    DEPOSIT = "deposit", _("敷金")
    KEY_MONEY = "key_money", _("礼金")
    BROKERAGE = "brokerage", _("仲介手数料")
    RENEWAL = "renewal", _("更新料")
    KEYS = "keys", _("鍵交換")
    CLEANING = "cleaning", _("清掃")
    INSURANCE = "insurance", _("保険")
    GUARANTEE_FEE = "guarantee_fee", _("保証料")
    OTHER = "other", _("その他")


class Dealing(TextChoices):
    OWNER = "owner", _("貸主")
    AGENT = "agent", _("代理")
    BROKER = "broker", _("媒介（仲介）")


class Level(TextChoices):
    """How far a listing is written: what may be done with it follows from that."""

    NOTE = "note", _("空き室メモ")
    PUBLIC = "public", _("公開")
    REGISTRATION = "registration", _("登録準備")


class Registration(TextChoices):
    """The state of the national registration, mirrored: the portal registers nothing."""

    NONE = "none", _("未登録")
    PREPARING = "preparing", _("準備中")
    APPLIED = "applied", _("申請中")
    REGISTERED = "registered", _("登録済み")
    CHANGE_DUE = "change_due", _("変更届が必要")
    ENDED = "ended", _("廃止・取消")


class SupportState(TextChoices):
    """居住サポート住宅の認定, mirrored."""

    NONE = "none", _("なし")
    CONSULTING = "consulting", _("事前相談中")
    APPLIED = "applied", _("申請中")
    CERTIFIED = "certified", _("認定")
    ENDED = "ended", _("廃止")


class ConfirmedBy(TextChoices):
    WEB = "web", _("机から")
    MAIL = "mail", _("メールのリンク")
    QR = "qr", _("QRコード")
    STAFF = "staff", _("区の職員")


class Tag(TextChoices):
    """住宅確保要配慮者 whom the landlord says to welcome (domain: 3.5). PUBLIC_TAGS only are ever shown."""

    ELDERLY = "elderly", _("高齢の方")
    DISABILITY = "disability", _("障害のある方")
    CHILDREN = "children", _("子どもを育てている方")
    SINGLE_PARENT = "single_parent", _("ひとり親の方")
    LOW_INCOME = "low_income", _("収入の少ない方")
    WELFARE = "welfare", _("生活保護を受けている方")
    FOREIGN = "foreign", _("外国籍の方")
    DISASTER = "disaster", _("被災した方")
    NEWLY_WED = "newly_wed", _("新婚の方")
    RETURNEE_CHINA = "returnee_china", _("中国残留邦人等")
    ABUSED_CHILD = "abused_child", _("児童虐待を受けた方")
    HANSEN = "hansen", _("ハンセン病療養所入所者等")
    DV = "dv", _("DV被害を受けた方")
    ABDUCTION = "abduction", _("帰国被害者等")
    CRIME_VICTIM = "crime_victim", _("犯罪被害者等")
    PROBATION = "probation", _("保護観察対象者等")
    NEEDY = "needy", _("生活に困窮している方")
    LARGE_DISASTER = "large_disaster", _("大規模災害の被災者")
    REPATRIATE = "repatriate", _("海外からの引揚者")
    ATOMIC = "atomic", _("原子爆弾被爆者")
    WOUNDED = "wounded", _("戦傷病者")
    CARE_LEAVER = "care_leaver", _("児童養護施設を出た方")
    LGBT = "lgbt", _("LGBTの方")
    UIJ = "uij", _("UIJターンの方")
    SUPPORTER = "supporter", _("支援をする方")


PUBLIC_TAGS = (
    Tag.ELDERLY,
    Tag.DISABILITY,
    Tag.CHILDREN,
    Tag.SINGLE_PARENT,
    Tag.LOW_INCOME,
    Tag.WELFARE,
    Tag.FOREIGN,
    Tag.DISASTER,
    Tag.NEWLY_WED,
)


class PaperKind(TextChoices):
    """What the national registration wants attached beside the floor plan, which is a photo here."""

    PLEDGE = "pledge", _("欠格要件に当たらないという誓約書")
    LAWFUL = "lawful", _("消防法・建築基準法に違反していないという誓約書")
    SEISMIC = "seismic", _("耐震を示す書類")
    RETROFIT = "retrofit", _("耐震改修の計画書")
    OWNER = "owner", _("所有者の誓約書（転貸のとき）")


class PhotoSubject(TextChoices):
    OUTSIDE = "outside", _("外観")
    ROOM = "room", _("部屋")
    KITCHEN = "kitchen", _("台所")
    BATH = "bath", _("浴室・洗面")
    TOILET = "toilet", _("便所")
    ENTRANCE = "entrance", _("玄関")
    PLAN = "plan", _("間取図")
