from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, User, new_token


class SlotQuerySet(models.QuerySet["Slot"]):
    def for_subject(self, kind: str, key: str) -> "SlotQuerySet":
        return self.filter(subject_kind=kind, subject_key=key)

    def open(self, at) -> "SlotQuerySet":
        """What may be taken now."""
        return self.filter(withdrawn_at=None, starts_at__gt=at, taken__lt=F("capacity"))


class Slot(models.Model):
    """A time with room for some people. `taken` moves only by a conditional update, so it never passes `capacity`."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="slots", verbose_name=_("受け入れる団体")
    )
    subject_kind = models.CharField(_("対象の種類"), max_length=20)
    subject_key = models.CharField(_("対象の番号"), max_length=40)
    title = models.CharField(_("見出し"), max_length=100)
    starts_at = models.DateTimeField(_("始まり"))
    ends_at = models.DateTimeField(_("終わり"))
    capacity = models.PositiveSmallIntegerField(_("定員"))
    taken = models.PositiveSmallIntegerField(_("埋まった数"), default=0)
    place = models.CharField(_("場所"), max_length=120)
    note = models.CharField(_("持ち物・案内"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("作成日時"))
    withdrawn_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("枠")
        verbose_name_plural = _("枠")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["subject_kind", "subject_key", "starts_at"], name="slot_by_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="slot_never_oversold"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="slot_has_room"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["owner", "subject_kind", "subject_key", "starts_at"],
                condition=Q(withdrawn_at=None),
                name="slot_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def left(self) -> int:
        return self.capacity - self.taken


class BookingQuerySet(models.QuerySet["Booking"]):
    def active(self) -> "BookingQuerySet":
        return self.exclude(state=Booking.State.CANCELLED)

    def of(self, person: User) -> "BookingQuerySet":
        return self.filter(person=person).select_related("slot", "slot__owner")


class Booking(models.Model):
    class State(models.TextChoices):
        HELD = "held", _("仮押さえ")
        BOOKED = "booked", _("予約済み")
        CANCELLED = "cancelled", _("取消し")

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("枠"))
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("予約した人"))
    state = models.CharField(_("状態"), max_length=10, choices=State.choices)
    booked_at = models.DateTimeField(_("予約日時"))
    held_until = models.DateTimeField(_("仮押さえの期限"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取消し日時"), null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(_("版"), default=0)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("予約")
        verbose_name_plural = _("予約")
        ordering = ["slot__starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "person"], condition=~Q(state="cancelled"), name="booking_once_per_person"
            ),
            models.CheckConstraint(condition=Q(state__in=["held", "booked", "cancelled"]), name="booking_state_known"),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at=None)),
                name="booking_cancelled_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_until__isnull=False) | (~Q(state="held") & Q(held_until=None)),
                name="booking_held_until_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.state}"
