import math

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, User, new_token
from portal.cases.models import Case
from portal.files.models import StoredFile
from portal.geo.models import Station, Town, point_constraint

from .choices import (
    ConfirmedBy,
    Consent,
    ContractKind,
    CostKind,
    Dealing,
    EmergencyContact,
    Equipment,
    Form,
    Guarantee,
    Known,
    Layout,
    Level,
    Measure,
    PaperKind,
    PartnerKind,
    PhotoSubject,
    Proxy,
    Registration,
    Seismic,
    Service,
    Structure,
    SupportState,
    Tag,
)

METRES_A_MINUTE = 80


def choice(label, choices, default="", **more):
    return models.CharField(label, max_length=16, choices=choices, blank=not default, default=default, **more)


def millimetres(label):
    """None is 不明, 0 is none at all."""
    return models.PositiveIntegerField(label, null=True, blank=True)


def only(field: str, choices, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": ["", *choices.values]}), name=name)


class Partner(models.Model):
    """The part an organisation takes in housing. Staff admit it; a shop names its licence."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="partner", verbose_name=_("団体")
    )
    kind = choice(_("種類"), PartnerKind.choices, PartnerKind.LANDLORD)
    licence = models.CharField(_("宅建免許番号"), max_length=40, blank=True)
    association = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="shops", verbose_name=_("所属する団体")
    )
    reviews_homes = models.BooleanField(_("団体が区より先に部屋を確かめる"), default=False)
    asks_shops_directly = models.BooleanField(_("区から店に直接たずねる"), default=True)
    trained_on = models.DateField(_("研修を受けた日"), null=True, blank=True)
    languages = models.CharField(_("話せることば"), max_length=120, blank=True)
    joined_at = models.DateTimeField(_("登録日時"))
    admitted_at = models.DateTimeField(_("区が認めた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("住まいの協力者")
        verbose_name_plural = _("住まいの協力者")
        ordering = ["organisation__name"]
        constraints = [
            only("kind", PartnerKind, "partner_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=PartnerKind.SHOP) | ~Q(licence=""), name="partner_shop_has_a_licence"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class PartnerService(models.Model):
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="services", verbose_name=_("協力者"))
    service = choice(_("できること"), Service.choices, Service.ACCOMPANY)

    class Meta:
        verbose_name = _("協力者ができること")
        verbose_name_plural = _("協力者ができること")
        ordering = ["partner", "service"]
        constraints = [models.UniqueConstraint(fields=["partner", "service"], name="partner_service_once")]

    def __str__(self) -> str:
        return self.get_service_display()


class Building(models.Model):
    """What all its dwellings share. The exact address is for case staff and the parties only."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    keeper = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="buildings", verbose_name=_("載せる人")
    )
    name = models.CharField(_("建物名"), max_length=60, blank=True)
    town = models.ForeignKey(Town, on_delete=models.PROTECT, related_name="+", verbose_name=_("町丁目"))
    block = models.CharField(_("番地以下"), max_length=40, blank=True)
    latitude = models.FloatField(_("緯度"), null=True, blank=True)
    longitude = models.FloatField(_("経度"), null=True, blank=True)
    form = choice(_("建て方"), Form.choices)
    structure = choice(_("構造"), Structure.choices)
    floors_above = models.PositiveSmallIntegerField(_("地上の階数"), null=True, blank=True)
    floors_below = models.PositiveSmallIntegerField(_("地下の階数"), default=0)
    dwellings_total = models.PositiveSmallIntegerField(_("総戸数"), null=True, blank=True)
    started_on = models.DateField(_("着工日"), null=True, blank=True)
    completed_month = models.DateField(_("竣工年月"), null=True, blank=True)
    seismic = choice(_("耐震"), Seismic.choices, Seismic.UNKNOWN)
    elevator = choice(_("エレベーター"), Known.choices, Known.UNKNOWN)
    in_hazard_zone = choice(_("土砂災害などの警戒区域"), Known.choices, Known.UNKNOWN)
    is_sublet = models.BooleanField(_("転貸"), default=False)
    made_at = models.DateTimeField(_("登録日時"))

    class Meta:
        verbose_name = _("建物")
        verbose_name_plural = _("建物")
        ordering = ["pk"]
        constraints = [
            only("form", Form, "building_form_known"),
            only("structure", Structure, "building_structure_known"),
            only("seismic", Seismic, "building_seismic_known"),
            point_constraint("building_point_near_tokyo"),
            models.CheckConstraint(
                condition=Q(completed_month=None) | Q(completed_month__day=1), name="building_completed_in_a_month"
            ),
            models.CheckConstraint(
                condition=Q(floors_above=None) | Q(floors_above__gte=1), name="building_has_a_floor"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.town)


class Access(models.Model):
    """The way to a station, in metres along the road; minutes are computed (rule V16)."""

    building = models.ForeignKey(Building, on_delete=models.CASCADE, related_name="accesses", verbose_name=_("建物"))
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+", verbose_name=_("駅"))
    metres = models.PositiveIntegerField(_("道のり（m）"))
    is_measured = models.BooleanField(_("道のりを測った"), default=False)

    class Meta:
        verbose_name = _("交通")
        verbose_name_plural = _("交通")
        ordering = ["building", "metres"]
        constraints = [models.UniqueConstraint(fields=["building", "station"], name="building_station_once")]

    def __str__(self) -> str:
        return f"{self.station} {self.minutes}"

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.metres / METRES_A_MINUTE))


class Dwelling(models.Model):
    """One household's place, measured. Lengths in mm, None is 不明 and 0 is none; areas in m²."""

    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="dwellings", verbose_name=_("建物"))
    room_number = models.CharField(_("部屋番号"), max_length=20, blank=True)
    floor = models.SmallIntegerField(_("階"), null=True, blank=True)
    area = models.DecimalField(_("床面積（㎡）"), max_digits=6, decimal_places=2, null=True, blank=True)
    measure = choice(_("面積の測り方"), Measure.choices, Measure.WALL_CENTRE)
    rooms = models.PositiveSmallIntegerField(_("部屋の数"), default=1)
    layout = choice(_("間取り"), Layout.choices, Layout.K)
    has_storeroom = models.BooleanField(_("納戸（S）"), default=False)
    dining_tatami = models.DecimalField(_("DK・LDKの広さ（畳）"), max_digits=4, decimal_places=1, null=True, blank=True)
    kitchen = choice(_("台所"), Equipment.choices, Equipment.OWN)
    toilet = choice(_("便所"), Equipment.choices, Equipment.OWN)
    storage = choice(_("収納"), Equipment.choices, Equipment.OWN)
    washstand = choice(_("洗面"), Equipment.choices, Equipment.OWN)
    bath = choice(_("浴室・シャワー"), Equipment.choices, Equipment.OWN)
    is_shared_house = models.BooleanField(_("共同居住型"), default=False)
    for_single_parents = models.BooleanField(_("ひとり親向けの共同居住型"), default=False)
    capacity = models.PositiveSmallIntegerField(_("住める人数"), null=True, blank=True)
    house_area = models.DecimalField(
        _("共同居住型の全体の面積（㎡）"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    house_capacity = models.PositiveSmallIntegerField(_("共同居住型の定員"), null=True, blank=True)
    shared_sets = models.PositiveSmallIntegerField(_("共用の便所・洗面・浴室の数"), null=True, blank=True)
    house_families = models.PositiveSmallIntegerField(_("うち、ひとり親の世帯の数"), null=True, blank=True)
    bathtubs = models.PositiveSmallIntegerField(_("浴槽のある浴室の数"), null=True, blank=True)
    is_lived_in = models.BooleanField(_("人が住んだことがある"), default=True)

    stairs = models.PositiveSmallIntegerField(_("玄関までの階段（段）"), null=True, blank=True)
    entrance_step = millimetres(_("玄関の段差（mm）"))
    threshold = millimetres(_("上がりかまち（mm）"))
    indoor_step = millimetres(_("部屋の中の段差（mm）"))
    corridor_width = millimetres(_("廊下の幅（mm）"))
    bath_width = millimetres(_("浴室の入口の幅（mm）"))
    toilet_width = millimetres(_("便所の入口の幅（mm）"))
    turning_space = millimetres(_("車いすが回れる直径（mm）"))
    rail_entrance = choice(_("手すり（玄関）"), Known.choices, Known.UNKNOWN)
    rail_corridor = choice(_("手すり（廊下）"), Known.choices, Known.UNKNOWN)
    rail_toilet = choice(_("手すり（便所）"), Known.choices, Known.UNKNOWN)
    rail_bath = choice(_("手すり（浴室）"), Known.choices, Known.UNKNOWN)
    alarm_light = choice(_("光る火災警報器"), Known.choices, Known.UNKNOWN)

    pets = choice(_("ペット"), Consent.choices, Consent.UNSTATED)
    instruments = choice(_("楽器"), Consent.choices, Consent.UNSTATED)
    bicycle = choice(_("駐輪場"), Known.choices, Known.UNKNOWN)
    parking = choice(_("駐車場"), Known.choices, Known.UNKNOWN)
    aircon = choice(_("エアコン"), Known.choices, Known.UNKNOWN)
    internet = choice(_("インターネット"), Known.choices, Known.UNKNOWN)
    gas = models.CharField(_("ガスの種類"), max_length=20, blank=True)
    sunlight = models.CharField(_("日当たり・音"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("住戸")
        verbose_name_plural = _("住戸")
        ordering = ["building", "room_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["building", "room_number"], condition=~Q(room_number=""), name="dwelling_room_once"
            ),
            models.CheckConstraint(condition=Q(area=None) | Q(area__gt=0), name="dwelling_area_positive"),
            models.CheckConstraint(condition=Q(rooms__gte=1) & Q(rooms__lte=20), name="dwelling_rooms_sane"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="dwelling_capacity_positive"),
            models.CheckConstraint(
                condition=Q(is_shared_house=True) | Q(house_area=None, house_capacity=None, for_single_parents=False),
                name="dwelling_house_only_when_shared",
            ),
            only("layout", Layout, "dwelling_layout_known"),
        ]

    def __str__(self) -> str:
        return self.layout_name

    @property
    def layout_name(self) -> str:
        """「1K」「2DK」「ワンルーム」."""
        if self.layout == Layout.R:
            return str(Layout.R.label)
        return f"{self.rooms}{'S' if self.has_storeroom else ''}{self.layout}"


class Listing(models.Model):
    """A dwelling offered. `sequence` counts publications, newest highest; `is_public` is what the search follows.

    Landlord, managing shop and listing shop stand apart. Money is whole yen a month, 0 is free, None is not stated.
    """

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="listing", verbose_name=_("案件"))
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="listings", verbose_name=_("住戸"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="listings", verbose_name=_("載せる人")
    )
    manager = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="managed", verbose_name=_("管理する店")
    )
    landlord_name = models.CharField(_("貸主"), max_length=80, blank=True)
    contact = models.CharField(_("連絡先"), max_length=80, blank=True)
    level = choice(_("段階"), Level.choices, Level.NOTE)

    rent = models.PositiveIntegerField(_("家賃"), null=True, blank=True)
    fee = models.PositiveIntegerField(_("管理費・共益費"), null=True, blank=True)
    contract = choice(_("契約"), ContractKind.choices, ContractKind.ORDINARY)
    contract_months = models.PositiveSmallIntegerField(_("契約の月数"), default=24)
    emergency_contact = choice(_("緊急連絡先"), EmergencyContact.choices, EmergencyContact.UNKNOWN)
    proxy = choice(_("代理納付"), Proxy.choices, Proxy.UNKNOWN)
    is_dedicated = models.BooleanField(_("専用住宅"), default=False)
    acceptance_terms = models.CharField(_("受け入れの条件"), max_length=200, blank=True)
    available_from = models.DateField(_("入居できる日"), null=True, blank=True)
    dealing = choice(_("取引態様"), Dealing.choices, Dealing.BROKER)
    appeal = models.TextField(_("ひとこと"), max_length=600, blank=True)
    communication = models.CharField(_("店のことば・手話・筆談"), max_length=120, blank=True)

    support_state = choice(_("居住サポート住宅"), SupportState.choices, SupportState.NONE)
    support_number = models.CharField(_("認定番号"), max_length=30, blank=True)
    support_check = models.CharField(_("安否確認のしかた"), max_length=120, blank=True)
    support_visits_a_month = models.PositiveSmallIntegerField(_("見守りの回数（月）"), null=True, blank=True)
    support_fee = models.PositiveIntegerField(_("見守りの料金（月）"), null=True, blank=True)

    registration = choice(_("国の登録"), Registration.choices, Registration.NONE)
    registration_number = models.CharField(_("登録番号"), max_length=30, blank=True)
    registered_on = models.DateField(_("登録日"), null=True, blank=True)
    mirrored_on = models.DateField(_("登録内容を確かめた日"), null=True, blank=True)
    changed_on = models.DateField(_("登録内容が変わった日"), null=True, blank=True)
    change_told_of = models.DateField(_("変更届を知らせた変わった日"), null=True, blank=True, editable=False)

    sequence = models.PositiveBigIntegerField(_("公開の順番"), null=True, blank=True, unique=True)
    is_public = models.BooleanField(_("公開中"), default=False)
    first_published_at = models.DateTimeField(_("最初の公開日時"), null=True, blank=True)
    confirmed_on = models.DateField(_("空きを確かめた日"), null=True, blank=True)
    reminded_on = models.DateField(_("確認をお願いした日"), null=True, blank=True)
    confirmation_token = models.CharField(_("確認リンク"), max_length=22, default=new_token, unique=True)
    source = models.CharField(_("取り込み元"), max_length=40, blank=True)
    source_key = models.CharField(_("取り込み元の番号"), max_length=40, blank=True)
    saves = models.PositiveIntegerField(_("保存の回数"), default=0)
    saved_at = models.DateTimeField(_("保存日時"))

    class Meta:
        verbose_name = _("募集")
        verbose_name_plural = _("募集")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False)
                | Q(rent__isnull=False, sequence__isnull=False, confirmed_on__isnull=False),
                name="listing_public_with_rent_and_freshness",
            ),
            models.CheckConstraint(
                condition=~Q(registration=Registration.REGISTERED) | ~Q(registration_number=""),
                name="listing_registered_by_number",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source", "source_key"],
                condition=~Q(source_key=""),
                name="listing_source_once",
            ),
            only("level", Level, "listing_level_known"),
            only("emergency_contact", EmergencyContact, "listing_emergency_known"),
            only("proxy", Proxy, "listing_proxy_known"),
        ]
        indexes = [models.Index(fields=["is_public", "confirmed_on"], name="listing_fresh")]

    def __str__(self) -> str:
        return self.case.title

    def get_absolute_url(self) -> str:
        return reverse("homes:detail", args=[self.public_id])

    @property
    def monthly(self) -> int | None:
        """What is paid every month: rent and management fee, yen."""
        return None if self.rent is None else self.rent + (self.fee or 0)


class Cost(models.Model):
    """One thing paid once: a sum, or months of rent."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="costs", verbose_name=_("募集"))
    kind = choice(_("費目"), CostKind.choices, CostKind.OTHER)
    yen = models.PositiveIntegerField(_("金額（円）"), null=True, blank=True)
    months = models.DecimalField(_("家賃の何か月分"), max_digits=4, decimal_places=2, null=True, blank=True)
    is_required = models.BooleanField(_("必ずかかる"), default=True)
    is_at_start = models.BooleanField(_("最初にかかる"), default=True)

    class Meta:
        verbose_name = _("費用")
        verbose_name_plural = _("費用")
        ordering = ["listing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "kind"], name="cost_once"),
            models.CheckConstraint(
                condition=Q(yen__isnull=False, months=None) | Q(yen=None, months__isnull=False),
                name="cost_in_yen_or_months",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def amount(self, rent: int) -> int:
        """Whole yen, rounded up."""
        return math.ceil((self.months or 0) * rent) if self.yen is None else self.yen


class AcceptedGuarantee(models.Model):
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="guarantees", verbose_name=_("募集"))
    means = choice(_("保証の方法"), Guarantee.choices, Guarantee.COMPANY)

    class Meta:
        verbose_name = _("受け入れる保証")
        verbose_name_plural = _("受け入れる保証")
        ordering = ["listing", "means"]
        constraints = [models.UniqueConstraint(fields=["listing", "means"], name="guarantee_once")]

    def __str__(self) -> str:
        return self.get_means_display()


class Welcome(models.Model):
    """受入範囲: whom the landlord says to welcome. Only positive, and only PUBLIC_TAGS are ever shown."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="welcomes", verbose_name=_("募集"))
    tag = choice(_("受け入れる方"), Tag.choices, Tag.ELDERLY)

    class Meta:
        verbose_name = _("受け入れの表明")
        verbose_name_plural = _("受け入れの表明")
        ordering = ["listing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "tag"], name="welcome_once"),
            only("tag", Tag, "welcome_tag_known"),
        ]

    def __str__(self) -> str:
        return self.get_tag_display()


class Photo(models.Model):
    """Stripped of EXIF when it is stored (portal.files draws pictures anew)."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="photos", verbose_name=_("募集"))
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("写真"))
    subject = choice(_("写っているもの"), PhotoSubject.choices, PhotoSubject.ROOM)
    alt = models.CharField(_("写真の説明"), max_length=120, blank=True)
    taken_on = models.DateField(_("撮った日"), null=True, blank=True)
    nobody_in_it = models.BooleanField(_("人や個人の物が写っていない"), default=False)
    position = models.PositiveSmallIntegerField(_("順番"), default=0)

    class Meta:
        verbose_name = _("写真")
        verbose_name_plural = _("写真")
        ordering = ["listing", "position", "pk"]

    def __str__(self) -> str:
        return self.alt


class Paper(models.Model):
    """A paper for the national registration that the landlord has at hand. The papers themselves stay there."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="papers", verbose_name=_("募集"))
    kind = choice(_("書類"), PaperKind.choices, PaperKind.PLEDGE)

    class Meta:
        verbose_name = _("そろった書類")
        verbose_name_plural = _("そろった書類")
        ordering = ["listing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "kind"], name="paper_once"),
            only("kind", PaperKind, "paper_kind_known"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Remark(models.Model):
    """What a reviewer asks to mend, at one field; settled when the home is handed in again."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="remarks", verbose_name=_("募集"))
    field = models.CharField(_("項目"), max_length=40)
    text = models.CharField(_("直してほしいこと"), max_length=300)
    party = models.CharField(_("立場"), max_length=12)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("書いた人"))
    at = models.DateTimeField(_("日時"))
    settled_at = models.DateTimeField(_("出し直した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("確認のことば")
        verbose_name_plural = _("確認のことば")
        ordering = ["listing", "-at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_says_something")]

    def __str__(self) -> str:
        return self.text


class Change(models.Model):
    """What became of one fact of a home that had been looked at: one open row per field, until the ward has seen it.

    `before` and `after` are stored values, as the column writes them in JSON. `is_counted` is set once the change led
    to the notice of a change for the national register, or needs none.
    """

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="changes", verbose_name=_("募集"))
    field = models.CharField(_("項目"), max_length=40)
    before = models.JSONField(_("前"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("後"), null=True, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("書いた人"))
    at = models.DateTimeField(_("日時"))
    is_counted = models.BooleanField(_("変更届に数えた"), default=False)
    seen_at = models.DateTimeField(_("区が見た日時"), null=True, blank=True)
    seen_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("見た職員")
    )

    class Meta:
        verbose_name = _("変わったところ")
        verbose_name_plural = _("変わったところ")
        ordering = ["listing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "field"], condition=Q(seen_at=None), name="change_open_once_for_a_field"
            ),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="change_seen_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.field


class Confirmation(models.Model):
    """Somebody said on a day that the home is still free. Only ever added."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="confirmations", verbose_name=_("募集"))
    at = models.DateTimeField(_("日時"))
    how = choice(_("方法"), ConfirmedBy.choices, ConfirmedBy.WEB)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("確かめた人"))

    class Meta:
        verbose_name = _("空きの確認")
        verbose_name_plural = _("空きの確認")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_how_display()
