from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def point_constraint(name: str) -> models.CheckConstraint:
    """Both coordinates or none, and inside the Tokyo area: a point elsewhere is a mistake of the source."""
    return models.CheckConstraint(
        condition=Q(latitude=None, longitude=None)
        | Q(latitude__gte=35.0, latitude__lte=36.5, longitude__gte=138.5, longitude__lte=140.5),
        name=name,
    )


class Town(models.Model):
    """A 町丁目: the public precision of a place."""

    code = models.SlugField(_("記号"), max_length=40, primary_key=True)
    municipality = models.CharField(_("区市町村"), max_length=20)
    name = models.CharField(_("町丁目"), max_length=30)
    kana = models.CharField(_("かな"), max_length=60, blank=True)
    latitude = models.FloatField(_("緯度"))
    longitude = models.FloatField(_("経度"))

    class Meta:
        verbose_name = _("町丁目")
        verbose_name_plural = _("町丁目")
        ordering = ["municipality", "name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="town_once"),
            point_constraint("town_point_near_tokyo"),
        ]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    code = models.SlugField(_("記号"), max_length=40, primary_key=True)
    name = models.CharField(_("路線"), max_length=40, unique=True)
    color = models.CharField(_("色"), max_length=7, blank=True)

    class Meta:
        verbose_name = _("路線")
        verbose_name_plural = _("路線")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Station(models.Model):
    code = models.SlugField(_("記号"), max_length=40, primary_key=True)
    name = models.CharField(_("駅"), max_length=30, unique=True)
    kana = models.CharField(_("かな"), max_length=60, blank=True)
    latitude = models.FloatField(_("緯度"))
    longitude = models.FloatField(_("経度"))
    lines = models.ManyToManyField(Line, through="Stop", related_name="stations", verbose_name=_("路線"))

    class Meta:
        verbose_name = _("駅")
        verbose_name_plural = _("駅")
        ordering = ["code"]
        constraints = [point_constraint("station_point_near_tokyo")]

    def __str__(self) -> str:
        return self.name


class Stop(models.Model):
    """A station on a line, in the order of the line."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="stops", verbose_name=_("駅"))
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="stops", verbose_name=_("路線"))
    position = models.PositiveSmallIntegerField(_("順番"))

    class Meta:
        verbose_name = _("停車")
        verbose_name_plural = _("停車")
        ordering = ["line", "position"]
        constraints = [models.UniqueConstraint(fields=["station", "line"], name="stop_once")]

    def __str__(self) -> str:
        return f"{self.line_id} {self.position}"
