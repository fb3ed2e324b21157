from django.db import models
from django.http import Http404

from portal.files.models import StoredFile

from . import kinds
from .models import Letter


def may_read(user: models.Model, letter: Letter) -> bool:
    return kinds.get(letter.kind).may_read(user, letter)


def is_addressee(user: models.Model, letter: Letter) -> bool:
    return kinds.get(letter.kind).is_addressee(user, letter)


def may_read_file(user: models.Model, file: StoredFile) -> bool:
    letter = Letter.objects.select_related("file").filter(file=file).first()
    return letter is not None and may_read(user, letter)


def readable_letter(user: models.Model, public_id: str) -> Letter:
    """The letter, if its kind lets this person read it; else 404."""
    letter = Letter.objects.select_related("file").filter(public_id=public_id).first()
    if letter is None or not may_read(user, letter):
        raise Http404
    return letter
