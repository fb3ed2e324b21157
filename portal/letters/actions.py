import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.files.actions import store
from portal.lib.refusal import Refused

from .choices import Standing
from .models import Letter, Series, new_public_id
from .rendering import Addressee, Content, Line, letter_pdf, paragraphs, sample_pdf
from .wording import Wording, filled, sampled

PURPOSE = "letters.letter"


def issue(
    *,
    kind: str,
    prefix: str,
    fiscal_year: int,
    wording: Wording,
    values: Mapping[str, str],
    addressee: Addressee,
    owner: models.Model,
    actor: models.Model,
    at: dt.datetime,
    lines: Sequence[Line] = (),
    total: Line | None = None,
) -> Letter:
    """Number, draw and keep a letter in the caller's transaction. Raises `Refused`; then no number is used up.

    `prefix` is what stands before 「第12号」, the digit of the year included. The series stays locked until the
    caller's transaction ends: issue many letters in one transaction only when they are of one series.
    """
    if not paragraphs(addressee.name):
        raise Refused(_("「宛名」が空欄のため、文書を作れません。"))
    content = Content(filled(kind, wording, values), addressee, tuple(lines), total)
    with transaction.atomic():
        series = _next(prefix, fiscal_year)
        number, public_id = _("%(prefix)s第%(n)d号") % {"prefix": prefix, "n": series.last}, new_public_id()
        address = settings.PORTAL_URL + reverse("letters:verify", args=[public_id])
        data = letter_pdf(content, number=number, at=at, address=address)
        letter = Letter.objects.create(
            public_id=public_id,
            kind=kind,
            series=series,
            sequence=series.last,
            number=number,
            title=content.wording.title,
            addressee=" ".join(paragraphs(addressee.name)),
            address=" ".join(paragraphs(addressee.address)),
            content=content.plain(),
            file=store(purpose=PURPOSE, upload=_upload(data, content.wording.title, number), owner=owner, at=at),
            digest=hashlib.sha256(data).hexdigest(),
            issued_at=at,
            issued_by_id=actor.pk,
        )
        record("letters.issued", actor=actor, at=at, subject=letter, detail={"number": number, "kind": kind})
    return letter


def preview(
    *,
    kind: str,
    wording: Wording,
    values: Mapping[str, str],
    addressee: Addressee | None = None,
    lines: Sequence[Line] = (),
    total: Line | None = None,
) -> bytes:
    """The PDF as it would be, marked 「見本」 and without a number. What is missing shows by its name."""
    text = sampled(kind, wording, values)
    return sample_pdf(Content(text, addressee or Addressee(_("〔宛名〕")), tuple(lines), total))


def opened(*, letter: Letter, actor: models.Model, at: dt.datetime) -> bool:
    """The addressee has it before them; True the first time."""
    return _once(letter, "opened", actor, at)


def delivered(*, letter: Letter, actor: models.Model, at: dt.datetime) -> bool:
    """The paper was handed over or has arrived by post; True the first time."""
    return _once(letter, "delivered", actor, at)


def end(*, letter: Letter, standing: Standing, by: Letter | None = None, actor: models.Model, at: dt.datetime) -> None:
    """The letter holds no longer: superseded by a later one, or revoked, with or without one. Raises `Refused`."""
    with transaction.atomic():
        held = Letter.objects.filter(pk=letter.pk, standing=Standing.VALID)
        if not held.update(standing=standing, standing_at=at, replaced_by=by):
            raise Refused(_("この文書は、すでに効力がありません。"))
        letter.refresh_from_db()
        record(f"letters.{standing}", actor=actor, at=at, subject=letter, detail={"by": by.number} if by else {})


def _next(prefix: str, fiscal_year: int) -> Series:
    """The series with its next number taken, locked until the transaction ends."""
    Series.objects.get_or_create(prefix=prefix, fiscal_year=fiscal_year)
    series = Series.objects.select_for_update().get(prefix=prefix, fiscal_year=fiscal_year)
    series.last += 1
    series.save(update_fields=["last"])
    return series


def _once(letter: Letter, what: str, actor: models.Model, at: dt.datetime) -> bool:
    with transaction.atomic():
        first = bool(Letter.objects.filter(pk=letter.pk, **{f"{what}_at": None}).update(**{f"{what}_at": at}))
        if first:
            setattr(letter, f"{what}_at", at)
            record(f"letters.{what}", actor=actor, at=at, subject=letter)
    return first


def _upload(data: bytes, title: str, number: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{title}（{number}）.pdf", data, "application/pdf")
