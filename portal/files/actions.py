import datetime as dt
import hashlib
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.lib.refusal import Refused
from portal.lib.text import plain

from . import contents, purposes, scanner, storage
from .models import StoredFile

NAME_LENGTH = 100
WORDS = {"pdf": "PDF", "jpeg": "JPEG", "png": "PNG", "docx": "Word（docx）", "xlsx": "Excel（xlsx）"}


def store(*, purpose: str, upload: UploadedFile, owner: models.Model, at: dt.datetime) -> StoredFile:
    """Keep an upload. Raises `Refused`; then neither a row nor a file is left behind."""
    asked = purposes.get(purpose)
    data, type = _examined(upload, asked)
    try:
        stored_name = storage.write(data)
    except OSError:
        raise Refused(_("いまファイルを保存できません。しばらくしてから、もう一度お試しください。")) from None
    try:
        with transaction.atomic():
            file = StoredFile.objects.create(
                purpose=purpose,
                owner_id=owner.pk,
                name=safe_name(upload.name or "", type),
                type=type,
                size=len(data),
                digest=hashlib.sha256(data).hexdigest(),
                stored_name=stored_name,
                stored_at=at,
            )
            record("files.stored", actor=owner, at=at, subject=file, detail={"purpose": purpose})
    except BaseException:
        storage.remove(stored_name)
        raise
    if scanner.is_configured():
        scan(file=file, at=at)
    return file


def scan(*, file: StoredFile, at: dt.datetime) -> bool:
    """Ask the scanner for its verdict; False when it gave none, and the file goes on waiting."""
    try:
        clean = scanner.is_clean(storage.path_of(file.stored_name))
    except scanner.Unavailable:
        return False
    with transaction.atomic():
        file.scan, file.scanned_at = StoredFile.Scan.CLEAN if clean else StoredFile.Scan.INFECTED, at
        file.save(update_fields=["scan", "scanned_at"])
        record(f"files.{file.scan}", actor=None, at=at, subject=file)
    return True


def scan_waiting(*, at: dt.datetime) -> int:
    """Ask about every file that still waits; returns how many got their verdict."""
    if not scanner.is_configured():
        return 0
    waiting = StoredFile.objects.filter(scan=StoredFile.Scan.UNSCANNED).order_by("id")
    return sum(scan(file=file, at=at) for file in waiting.iterator())


def erase(*, file: StoredFile, actor: models.Model | None, at: dt.datetime) -> None:
    """The row goes with the caller's transaction, the bytes once it is sure."""
    with transaction.atomic():
        record("files.erased", actor=actor, at=at, subject=file, detail={"purpose": file.purpose})
        transaction.on_commit(partial(storage.remove, file.stored_name))
        file.delete()


def safe_name(name: str, type: str) -> str:
    """A name to show and to save under: no path, nothing invisible, the ending of what the file is."""
    base = plain(name.replace("\\", "/").rpartition("/")[2])
    stem = "".join("_" if character in '<>:"/|?*;%' else character for character in base.rpartition(".")[0] or base)
    return f"{stem.strip(' .')[:NAME_LENGTH] or _('ファイル')}.{contents.TYPES[type][1]}"


def _examined(upload: UploadedFile, asked: purposes.Purpose) -> tuple[bytes, str]:
    if not upload.size:
        raise Refused(_("ファイルが空です。"))
    if upload.size > asked.max_bytes:
        raise Refused(
            _("ファイルが大きすぎます。%(size)sまでにしてください。") % {"size": filesizeformat(asked.max_bytes)}
        )
    data = upload.read()
    try:
        type = contents.type_of(data)
        if type is None or type not in asked.types:
            words = "、".join(WORDS[one] for one in asked.types)
            raise Refused(_("この種類のファイルは受け取れません。%(types)sのどれかにしてください。") % {"types": words})
        if type in contents.PICTURES:
            data = contents.drawn_anew(data, type)
    except contents.Unsafe:
        raise Refused(
            _("このファイルは安全に開けません。マクロのない形で保存し直すか、写真を小さくしてお試しください。")
        ) from None
    return data, type
