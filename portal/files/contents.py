"""What a file really is, by its bytes. Pictures are drawn anew, so that nothing hidden in them survives."""

import io
import warnings
import zipfile

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

# type: (media type, ending)
TYPES = {
    "pdf": ("application/pdf", "pdf"),
    "jpeg": ("image/jpeg", "jpg"),
    "png": ("image/png", "png"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
PICTURES = {"jpeg": "JPEG", "png": "PNG"}
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MAX_PIXELS = 50_000_000
MAX_UNPACKED = 200_000_000
MAX_MEMBERS = 5_000
MACROS = ("vbaproject.bin", "/activex/", "/embeddings/")


class Unsafe(Exception):  # noqa: N818
    """The bytes are of a known type but hide something."""


def type_of(data: bytes) -> str | None:
    """A key of `TYPES`, or None. Raises `Unsafe` for archives that unpack too far or carry macros."""
    if data.startswith(b"PK\x03\x04"):
        return _office_type(data)
    if data.startswith(b"%PDF-"):
        return "pdf"
    kind = filetype.guess(data)
    return {"jpg": "jpeg", "png": "png"}.get(kind.extension) if kind else None


def drawn_anew(data: bytes, type: str) -> bytes:
    """The same picture without place, camera and anything appended; upright. Raises `Unsafe` beyond 50 megapixels."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=[PICTURES[type]]) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if picture.width * picture.height > MAX_PIXELS:
                raise Unsafe
            upright = ImageOps.exif_transpose(picture)
            if type == "jpeg":
                upright = upright.convert("RGB")
            elif upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
                upright = upright.convert("RGBA")
            upright.info = {}
            out = io.BytesIO()
            upright.save(out, PICTURES[type], **({"quality": 88} if type == "jpeg" else {"optimize": False}))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Unsafe from None
    return out.getvalue()


def _office_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    names = {member.filename for member in members}
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unsafe
    if any(part in f"/{name}".lower() for name in names for part in MACROS):
        raise Unsafe
    if "[Content_Types].xml" not in names:
        return None
    return next((type for name, type in OFFICE.items() if name in names), None)
