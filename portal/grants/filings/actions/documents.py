"""Documents in the slots of a filing."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.files import actions as files
from portal.files import storage
from portal.files.models import StoredFile
from portal.lib.refusal import Refused

from ..access import PURPOSE
from ..models import Document, Filing
from ..pages import pages_of
from ..queries import scope_of
from .answering import closed, held, touch

MOST_IN_A_SLOT = 20
SCAN = "paper"  # the slot of what came on paper; every filing has it


def add_document(*, filing: Filing, slot: str, upload: UploadedFile, actor: User, at: dt.datetime) -> Document:
    """Raises `Refused`, with nothing kept."""
    with transaction.atomic():
        row = held(filing, actor)
        if not scope_of(row).slot(slot):
            raise closed()
        return put(row, slot, upload, actor, at)


def put(row: Filing, slot: str, upload: UploadedFile, actor: User, at: dt.datetime) -> Document:
    """In the caller's transaction, which holds the filing."""
    if slot not in {*(one.code for one in row.form.slots), SCAN}:
        raise closed()
    if Document.objects.filter(filing=row, slot=slot, removed_at=None).count() >= MOST_IN_A_SLOT:
        raise Refused(_("一つのところに入れられるファイルは%(most)dまでです。") % {"most": MOST_IN_A_SLOT})
    file = files.store(purpose=PURPOSE, upload=upload, owner=actor, at=at)
    document = Document.objects.create(filing=row, slot=slot, file=file, pages=_pages(file), added_at=at)
    record("grant.document", actor=actor, at=at, subject=row, detail={"slot": slot})
    touch(row, at)
    return document


def _pages(file: StoredFile) -> int | None:
    return pages_of(storage.path_of(file.stored_name).read_bytes(), file.type)


def remove_document(*, document: Document, actor: User, at: dt.datetime) -> None:
    """What was sent once stays with that submission; what was not is gone."""
    with transaction.atomic():
        row = held(document.filing, actor)
        if not scope_of(row).slot(document.slot):
            raise closed()
        if row.submissions.exists() and document.added_at <= row.submissions.latest("number").at:
            Document.objects.filter(pk=document.pk).update(removed_at=at)
        else:
            file = document.file
            document.delete()
            files.erase(file=file, actor=actor, at=at)
        record("grant.document_removed", actor=actor, at=at, subject=row, detail={"slot": document.slot})
        touch(row, at)
