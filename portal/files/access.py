from django.db import models
from django.http import Http404

from . import purposes
from .models import StoredFile


def readable_file(user: models.Model, public_id: str) -> StoredFile:
    """The file, if its purpose lets this person read it; else 404."""
    file = StoredFile.objects.filter(public_id=public_id).first()
    if file is None or not purposes.get(file.purpose).may_read(user, file):
        raise Http404
    return file
