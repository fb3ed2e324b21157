from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    VALID = "valid", _("有効")
    SUPERSEDED = "superseded", _("変更された")
    REVOKED = "revoked", _("取り消された")
