"""Who may open the picture of a home that is not public: its keeper's people, those who check it."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.files.models import StoredFile
from portal.files.purposes import Purpose

from .models import Photo
from .procedures import party_of

CODE = "home_photo"


def may_read(user: Model, file: StoredFile) -> bool:
    photo = Photo.objects.filter(file=file).select_related("listing__case__organisation").first()
    return photo is not None and isinstance(user, User) and bool(party_of(user, photo.listing.case))


PURPOSE = Purpose(CODE, _("部屋の写真"), ("jpeg", "png"), 8_000_000, may_read)
