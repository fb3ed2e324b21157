from collections.abc import Mapping

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, new_token
from portal.codelists.models import Code
from portal.geo.models import Station, Town, point_constraint


class Facility(models.Model):
    """A place of work and of service. Each column holds the value of the most trusted source; see `Statement`."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="facilities",
        verbose_name=_("運営する団体"),
    )
    number = models.CharField(_("事業所番号"), max_length=10, blank=True)
    name = models.CharField(_("名称"), max_length=100)
    kana = models.CharField(_("かな"), max_length=150, blank=True)
    kind = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("種類"))
    corporation = models.CharField(_("運営法人"), max_length=100, blank=True)
    corporate_number = models.CharField(_("法人番号"), max_length=13, blank=True)
    municipality = models.CharField(_("区市町村"), max_length=20)
    town = models.ForeignKey(
        Town, on_delete=models.PROTECT, null=True, blank=True, related_name="facilities", verbose_name=_("町丁目")
    )
    postal_code = models.CharField(_("郵便番号"), max_length=8, blank=True)
    address = models.CharField(_("所在地"), max_length=120, blank=True)
    building = models.CharField(_("建物"), max_length=80, blank=True)
    latitude = models.FloatField(_("緯度"), null=True, blank=True)
    longitude = models.FloatField(_("経度"), null=True, blank=True)
    phone = models.CharField(_("電話"), max_length=20, blank=True)
    url = models.URLField(_("ホームページ"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("定員"), null=True, blank=True)
    hours = models.CharField(_("開所時間"), max_length=60, blank=True)
    opened_on = models.DateField(_("事業開始日"), null=True, blank=True)
    is_sample = models.BooleanField(_("架空"), default=False)
    updated_at = models.DateTimeField(_("更新日時"), default=timezone.now)

    class Meta:
        verbose_name = _("事業所")
        verbose_name_plural = _("事業所")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "kind"], condition=~Q(number=""), name="facility_number_and_kind_once"
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(number__regex=r"^[0-9A-Z]{10}$"), name="facility_number_shape"
            ),
            models.CheckConstraint(
                condition=Q(corporate_number="") | Q(corporate_number__regex=r"^[0-9]{13}$"),
                name="facility_corporate_number_shape",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="facility_capacity_known_or_none"
            ),
            point_constraint("facility_point_near_tokyo"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("facilities:detail", args=[self.public_id])

    @property
    def point(self) -> tuple[float, float] | None:
        """Its own point, else the middle of its town."""
        return self.point_among({self.town_id: self.town})

    @property
    def has_own_point(self) -> bool:
        return self.latitude is not None

    def point_among(self, towns: Mapping[str | None, Town | None]) -> tuple[float, float] | None:
        """`point` with the towns at hand, by code."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        town = towns.get(self.town_id)
        return (town.latitude, town.longitude) if town else None


class Access(models.Model):
    """How long it takes on foot from a station, by the road (80 m a minute)."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="accesses", verbose_name=_("事業所"))
    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="+", verbose_name=_("駅"))
    minutes = models.PositiveSmallIntegerField(_("徒歩の分"))

    class Meta:
        verbose_name = _("駅からの道")
        verbose_name_plural = _("駅からの道")
        ordering = ["facility", "minutes"]
        constraints = [models.UniqueConstraint(fields=["facility", "station"], name="access_once")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.minutes}"


class Statement(models.Model):
    """What one source says of one column of a facility, and as of when."""

    facility = models.ForeignKey(
        Facility, on_delete=models.CASCADE, related_name="statements", verbose_name=_("事業所")
    )
    field = models.CharField(_("項目"), max_length=30)
    source = models.CharField(_("出典"), max_length=60)
    value = models.CharField(_("値"), max_length=300)
    as_of = models.DateField(_("時点"), null=True, blank=True)
    doubt = models.CharField(_("疑わしい点"), max_length=200, blank=True)
    read_at = models.DateTimeField(_("読み込んだ日時"))

    class Meta:
        verbose_name = _("出典ごとの値")
        verbose_name_plural = _("出典ごとの値")
        ordering = ["facility", "field", "source"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "field", "source"], name="statement_once_per_source")
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


class QualityFact(models.Model):
    """An official fact about a facility, with where it was read and when it was so."""

    class Subject(models.TextChoices):
        INSPECTION = "inspection", _("指導検査の結果")
        EVALUATION = "evaluation", _("第三者評価")
        PAY_IMPROVEMENT = "pay_improvement", _("処遇改善加算の区分")
        WORKPLACE_DECLARATION = "workplace_declaration", _("働きやすい福祉の職場宣言")

    facility = models.ForeignKey(
        Facility, on_delete=models.CASCADE, related_name="quality_facts", verbose_name=_("事業所")
    )
    subject = models.CharField(_("事項"), max_length=24, choices=Subject.choices)
    value = models.CharField(_("内容"), max_length=120)
    source = models.CharField(_("出典"), max_length=80)
    source_url = models.URLField(_("出典のページ"), max_length=300, blank=True)
    as_of = models.DateField(_("時点"))

    class Meta:
        verbose_name = _("公的な事実")
        verbose_name_plural = _("公的な事実")
        ordering = ["facility", "subject", "-as_of"]
        constraints = [
            models.UniqueConstraint(fields=["facility", "subject", "as_of", "source"], name="quality_fact_once"),
            models.CheckConstraint(
                condition=Q(subject__in=["inspection", "evaluation", "pay_improvement", "workplace_declaration"]),
                name="quality_fact_subject_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.value}"
