"""Where the bytes lie: `PRIVATE_FILES_ROOT`, outside everything a web server hands out."""

import os
import secrets
from pathlib import Path

from django.conf import settings


def path_of(stored_name: str) -> Path:
    return Path(settings.PRIVATE_FILES_ROOT) / stored_name[:2] / stored_name


def write(data: bytes) -> str:
    """Returns the random name. Readable by the portal's user alone; on disk before the row is written."""
    name = secrets.token_hex(24)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return name


def remove(stored_name: str) -> None:
    path_of(stored_name).unlink(missing_ok=True)


def all_names() -> set[str]:
    root = Path(settings.PRIVATE_FILES_ROOT)
    return {path.name for path in root.glob("*/*")} if root.exists() else set()
