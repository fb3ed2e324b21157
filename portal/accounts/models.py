import secrets

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """An address part nobody can guess (128 bits)."""
    return secrets.token_urlsafe(16)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Everybody who signs in: seekers, people of employers, ward staff, editors."""

    email = models.EmailField(_("メールアドレス"), max_length=254)
    name = models.CharField(_("氏名"), max_length=60, blank=True)
    kana = models.CharField(_("ふりがな"), max_length=60, blank=True)
    is_active = models.BooleanField(_("使える"), default=True)
    is_staff = models.BooleanField(_("区の職員"), default=False)
    is_sample = models.BooleanField(_("架空"), default=False)
    date_joined = models.DateTimeField(_("登録日時"), default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("利用者")
        verbose_name_plural = _("利用者")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    # Wagtail asks for these two names.
    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Organisation(models.Model):
    """A legal body that employs, rents out or teaches."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    corporate_number = models.CharField(_("法人番号"), max_length=13, null=True, blank=True, unique=True)
    name = models.CharField(_("法人名"), max_length=80)
    kana = models.CharField(_("かな"), max_length=120, blank=True)
    address = models.CharField(_("所在地"), max_length=120, blank=True)
    phone = models.CharField(_("電話"), max_length=20, blank=True)
    verified_at = models.DateTimeField(_("確認日時"), null=True, blank=True)
    verified_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("確認した職員")
    )
    sent_back_at = models.DateTimeField(_("差し戻した日時"), null=True, blank=True)
    sent_back_reason = models.CharField(_("差し戻した理由"), max_length=200, blank=True)
    refusal_declared_on = models.DateField(_("求人不受理に当たらないとの申告日"), null=True, blank=True)
    is_sample = models.BooleanField(_("架空"), default=False)
    created_at = models.DateTimeField(_("登録日時"), default=timezone.now)

    class Meta:
        verbose_name = _("団体")
        verbose_name_plural = _("団体")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(corporate_number=None) | Q(corporate_number__regex=r"^[0-9]{13}$"),
                name="organisation_number_shape",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="organisation_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sent_back_at=None, sent_back_reason="")
                | (Q(sent_back_at__isnull=False, verified_at=None) & ~Q(sent_back_reason="")),
                name="organisation_sent_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class Role(models.TextChoices):
    OWNER = "owner", _("管理者")
    EDITOR = "editor", _("担当者")
    VIEWER = "viewer", _("閲覧のみ")


class Membership(models.Model):
    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("利用者"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("団体")
    )
    role = models.CharField(_("役割"), max_length=10, choices=Role.choices)
    joined_at = models.DateTimeField(_("参加日時"), default=timezone.now)

    class Meta:
        verbose_name = _("所属")
        verbose_name_plural = _("所属")
        ordering = ["organisation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.user_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, at) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """Asks one address to join. Only the digest of the token of the mailed link is kept."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("団体")
    )
    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    digest = models.CharField(_("合言葉の指紋"), max_length=64, unique=True)
    email = models.EmailField(_("招待するメールアドレス"), max_length=254)
    role = models.CharField(_("役割"), max_length=10, choices=Role.choices)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("招待した人"))
    invited_at = models.DateTimeField(_("招待した日時"))
    expires_at = models.DateTimeField(_("期限"))
    accepted_at = models.DateTimeField(_("参加した日時"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("招待")
        verbose_name_plural = _("招待")
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known"),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("invited_at")), name="invitation_expires_later"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_accepted_or_withdrawn"
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_once_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"
