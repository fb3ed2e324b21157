import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def new_public_id() -> str:
    return secrets.token_urlsafe(16)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: models.Model) -> "NoticeQuerySet":
        return self.filter(user=user)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """A message in somebody's inbox inside the portal."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_public_id, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices", verbose_name=_("宛先")
    )
    kind = models.CharField(_("種類"), max_length=60)
    subject = models.CharField(_("件名"), max_length=100)
    body = models.TextField(_("本文"))
    path = models.CharField(_("リンク先"), max_length=300)
    created_at = models.DateTimeField(_("日時"))
    read_at = models.DateTimeField(_("読んだ日時"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("お知らせ")
        verbose_name_plural = _("お知らせ")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_inbox"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(path__startswith="/"), name="notice_path_inside_the_portal"),
        ]

    def __str__(self) -> str:
        return self.subject


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, at: dt.datetime, lease: dt.timedelta) -> "MailQuerySet":
        """Waiting mail whose time has come, and mail whose sender stopped in the middle."""
        waiting = Q(state=Mail.State.WAITING, next_at__lte=at)
        abandoned = Q(state=Mail.State.SENDING, claimed_at__lt=at - lease)
        return self.filter(waiting | abandoned)

    def failed(self) -> "MailQuerySet":
        return self.filter(state=Mail.State.FAILED)


class Mail(models.Model):
    """The outbox. A row is written with the act it tells of; the text is dropped once it has left."""

    class State(models.TextChoices):
        WAITING = "waiting", _("送信待ち")
        SENDING = "sending", _("送信中")
        SENT = "sent", _("送信済み")
        FAILED = "failed", _("届かない")
        EXPIRED = "expired", _("期限切れ")

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_public_id, unique=True, editable=False)
    kind = models.CharField(_("種類"), max_length=60)
    to = models.EmailField(_("宛先"), max_length=254)
    subject = models.CharField(_("件名"), max_length=100)
    body = models.TextField(_("本文"), blank=True)
    headers = models.JSONField(_("見出し"), default=dict, blank=True)
    state = models.CharField(_("状態"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("試した回数"), default=0)
    created_at = models.DateTimeField(_("作成日時"))
    next_at = models.DateTimeField(_("次に試す日時"))
    claimed_at = models.DateTimeField(_("送信を始めた日時"), null=True, blank=True)
    expires_at = models.DateTimeField(_("この後は送らない"), null=True, blank=True)
    sent_at = models.DateTimeField(_("送信日時"), null=True, blank=True)
    error = models.CharField(_("送れなかった理由"), max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("メール")
        verbose_name_plural = _("メール")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="mail_waiting"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="mail_sending"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "failed", "expired"]), name="mail_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="mail_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False), name="mail_sending_is_claimed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
