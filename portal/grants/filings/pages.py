"""How many pages a document has, as far as its bytes tell without a library."""

import re
import zlib

PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
MOST_BYTES = 20_000_000  # unpacked, of all object streams together
MOST = 9_999


def pages_of(data: bytes, type: str) -> int | None:
    """A picture is one page; of a PDF the page objects are counted, also packed ones; of others nothing is known."""
    if type in ("jpeg", "png"):
        return 1
    if type != "pdf":
        return None
    count = len(PAGE.findall(data)) or _packed(data)
    return count if 0 < count <= MOST else None


def _packed(data: bytes) -> int:
    count, left = 0, MOST_BYTES
    for match in STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            plain = unpacker.decompress(match[1], left)
        except zlib.error:
            continue
        left -= len(plain)
        count += len(PAGE.findall(plain))
        if left <= 0:
            return 0
    return count
