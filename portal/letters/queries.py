import hashlib
from collections.abc import Iterable

from .models import Letter


def is_the_issued(letter: Letter, chunks: Iterable[bytes]) -> bool:
    """Whether these are the very bytes that were issued."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest() == letter.digest
