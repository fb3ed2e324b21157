"""ClamAV over its socket (`clamd`, command INSTREAM), when the settings name one."""

import socket
import struct
from pathlib import Path

from django.conf import settings

CHUNK = 65_536
SECONDS = 30


class Unavailable(Exception):  # noqa: N818
    """No verdict was given; the file waits."""


def is_configured() -> bool:
    return bool(_address())


def is_clean(path: Path) -> bool:
    """The verdict of clamd on a stored file. `CLAMAV_SOCKET` is a socket path or `host:port`."""
    try:
        with _connection() as line, path.open("rb") as file:
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
            line.sendall(struct.pack("!L", 0))
            answer = line.recv(4096).rstrip(b"\0\n")
    except OSError as error:
        raise Unavailable from error
    if answer.endswith(b" OK"):
        return True
    if answer.endswith(b" FOUND"):
        return False
    raise Unavailable


def _address() -> str:
    return getattr(settings, "CLAMAV_SOCKET", "")


def _connection() -> socket.socket:
    host, _colon, port = _address().rpartition(":")
    if port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(_address())
    except OSError:
        line.close()
        raise
    return line
