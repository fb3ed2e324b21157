import hashlib
from collections.abc import Iterator

from portal.files import storage

from .models import Letter, Series


def numbers_and_letters() -> Iterator[str]:
    """Every number of a series belongs to one letter, 1 to the last."""
    for series in Series.objects.order_by("pk").iterator():
        taken = list(series.letters.order_by("sequence").values_list("sequence", flat=True))
        if taken != list(range(1, series.last + 1)):
            yield f"letters of series {series.pk} are not numbered 1 to {series.last}"


def bytes_and_digests() -> Iterator[str]:
    """The bytes that lie there are the bytes that were issued."""
    for letter in Letter.objects.select_related("file").order_by("pk").iterator():
        path = storage.path_of(letter.file.stored_name)
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != letter.digest:
            yield f"letter {letter.pk} is not what was issued"
