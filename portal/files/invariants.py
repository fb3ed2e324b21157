from collections.abc import Iterator

from . import storage
from .models import StoredFile


def rows_and_files() -> Iterator[str]:
    """Every row has its file of the right size, every file its row."""
    there = storage.all_names()
    for file in StoredFile.objects.order_by("id").iterator():
        if file.stored_name not in there:
            yield f"file {file.pk} has no bytes"
            continue
        there.discard(file.stored_name)
        if storage.path_of(file.stored_name).stat().st_size != file.size:
            yield f"file {file.pk} has another size than its row says"
    for name in sorted(there):
        yield f"bytes {name[:8]}… belong to no row"
