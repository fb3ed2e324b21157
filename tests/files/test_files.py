import io
import socket
import struct
import threading
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from portal.files import contents, invariants, purposes, storage
from portal.files.actions import erase, safe_name, scan, store
from portal.files.models import StoredFile
from portal.lib.refusal import Refused

pytestmark = pytest.mark.django_db
PURPOSE = purposes.register(
    purposes.Purpose("tests.papers", "試験", tuple(contents.TYPES), 1_000_000, lambda user, file: user == file.owner)
)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"
EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_FILES_ROOT = tmp_path


def keep(owner, at, data, name="a.pdf"):
    return store(purpose="tests.papers", upload=SimpleUploadedFile(name, data), owner=owner, at=at)


def office(part, *more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def picture(form="JPEG", size=(40, 30), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, form, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "type"),
    [
        (PDF, "pdf"),
        (picture(), "jpeg"),
        (picture("PNG"), "png"),
        (office("word/document.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
    ],
)
def test_the_type_is_what_the_bytes_are(hanako, at, data, type):
    file = keep(hanako, at, data, name="あいう.exe")
    assert (file.type, file.name) == (type, f"あいう.{contents.TYPES[type][1]}")


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b"x" * 1100 + PDF,
        b"MZ\x90\x00" + b"\0" * 100,
        b"PK\x03\x04broken",
        office("word/document.xml", "word/vbaProject.bin"),
        office("readme.txt"),
        b"GIF89a/*" + b"\0" * 50 + b"*/=1;alert(1)",
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
    ],
    ids=["html", "svg", "late-pdf", "exe", "broken-zip", "macro", "plain-zip", "gif-js", "broken-jpeg"],
)
def test_what_is_not_what_it_says_is_refused_whole(hanako, at, data):
    with pytest.raises(Refused):
        keep(hanako, at, data)
    assert StoredFile.objects.count() == 0
    assert storage.all_names() == set()


def test_an_archive_that_unpacks_too_far_is_refused(hanako, at, monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b"0" * 201_000_000)
    with pytest.raises(Refused):
        keep(hanako, at, out.getvalue())


def test_the_limit_is_exact(hanako, at):
    assert keep(hanako, at, PDF.ljust(1_000_000, b"\n")).size == 1_000_000
    with pytest.raises(Refused) as refusal:
        keep(hanako, at, PDF.ljust(1_000_001, b"\n"))
    assert "大きすぎます" in str(refusal.value)
    with pytest.raises(Refused) as refusal:
        keep(hanako, at, b"")
    assert str(refusal.value) == "ファイルが空です。"


def test_a_picture_loses_place_and_whatever_hangs_on_it(hanako, at):
    exif = Image.Exif()
    exif[0x0110] = "CAMERA-CANARY"
    exif.get_ifd(0x8825)[1] = "N"
    data = picture(exif=exif.tobytes()) + b"<script>CANARY</script>"
    kept = storage.path_of(keep(hanako, at, data).stored_name).read_bytes()
    assert b"CANARY" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_a_turned_picture_stands_upright(hanako, at):
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = storage.path_of(keep(hanako, at, picture(size=(40, 30), exif=exif.tobytes())).stored_name)
    assert Image.open(kept).size == (30, 40)


def test_a_pixel_flood_is_refused_before_it_is_unpacked(hanako, at):
    header = struct.pack("!IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    import zlib

    chunk = struct.pack("!I", 13) + b"IHDR" + header + struct.pack("!I", zlib.crc32(b"IHDR" + header))
    with pytest.raises(Refused):
        keep(hanako, at, b"\x89PNG\r\n\x1a\n" + chunk + picture("PNG")[33:])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\win.ini", "win.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("名前\u202egpj.exe", "名前gpj.pdf"),
        ("ﾊﾝｶｸ.pdf", "ハンカク.pdf"),
        ("空 白.pdf", "空 白.pdf"),
        ("a\nb.pdf", "a b.pdf"),
        ('a"b.pdf', "a_b.pdf"),
        ("<script>.pdf", "_script_.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "ファイル.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_names_are_made_harmless(name, safe):
    assert safe_name(name, "pdf") == safe


def test_served_as_an_attachment_in_a_sandbox_after_asking(client, hanako, at):
    file = keep(hanako, at, PDF, name="履歴書.pdf")
    client.force_login(hanako)
    address = reverse("files:download", args=[file.public_id])
    assert "未検査" in client.get(address).content.decode()
    answer = client.get(address, {"open": "1"})
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_somebody_elses_file_is_not_there(client, hanako, staff, at, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    file = keep(hanako, at, PDF)
    client.force_login(staff)
    theirs = client.get(reverse("files:download", args=[file.public_id]), {"open": "1"})
    missing = client.get(reverse("files:download", args=["nothing"]), {"open": "1"})
    assert theirs.status_code == missing.status_code == 404
    assert type(client)().get(reverse("files:download", args=[file.public_id])).status_code == 302


def test_the_name_on_disk_says_nothing(hanako, at):
    file = keep(hanako, at, PDF, name="山田花子.pdf")
    path = storage.path_of(file.stored_name)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(file.stored_name) == 48
    assert set(file.stored_name) <= set("0123456789abcdef")


@pytest.fixture
def scanner(settings, tmp_path):
    """A clamd that knows one virus: EICAR."""
    path = str(tmp_path / "clamd.sock")
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()

    def serve():
        while True:
            try:
                line, _address = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                data = b""
                while length := struct.unpack("!L", stream.read(4))[0]:
                    data += stream.read(length)
                line.sendall(b"stream: Eicar FOUND\0" if EICAR in data else b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    settings.CLAMAV_SOCKET = path
    yield server
    server.close()


def test_with_a_scanner_what_is_clean_opens_at_once(client, hanako, at, scanner):
    file = keep(hanako, at, PDF)
    assert file.scan == "clean"
    client.force_login(hanako)
    answer = client.get(reverse("files:download", args=[file.public_id]))
    assert answer["Content-Type"] == "application/pdf"


def test_a_virus_never_leaves(client, hanako, at, scanner):
    file = keep(hanako, at, PDF + EICAR)
    assert file.scan == "infected"
    client.force_login(hanako)
    assert client.get(reverse("files:download", args=[file.public_id]), {"open": "1"}).status_code == 409


def test_with_the_scanner_down_the_file_waits(client, hanako, at, scanner, settings):
    working, settings.CLAMAV_SOCKET = settings.CLAMAV_SOCKET, "/nowhere/clamd.sock"
    file = keep(hanako, at, PDF)
    assert file.scan == "unscanned"
    client.force_login(hanako)
    assert client.get(reverse("files:download", args=[file.public_id]), {"open": "1"}).status_code == 409
    settings.CLAMAV_SOCKET = working
    assert scan(file=file, at=at) is True
    assert client.get(reverse("files:download", args=[file.public_id])).status_code == 200


def test_a_full_disk_is_said_and_leaves_nothing(hanako, at, settings):
    settings.PRIVATE_FILES_ROOT = "/dev/full/private"
    with pytest.raises(Refused) as refusal:
        keep(hanako, at, PDF)
    assert str(refusal.value) == "いまファイルを保存できません。しばらくしてから、もう一度お試しください。"
    assert StoredFile.objects.count() == 0


def test_rows_and_files_agree_and_what_does_not_is_named(hanako, at):
    file, other = keep(hanako, at, PDF), keep(hanako, at, PDF)
    assert list(invariants.rows_and_files()) == []
    storage.remove(file.stored_name)
    storage.path_of(other.stored_name).write_bytes(b"x")
    stray = storage.write(b"stray")
    assert list(invariants.rows_and_files()) == [
        f"file {file.pk} has no bytes",
        f"file {other.pk} has another size than its row says",
        f"bytes {stray[:8]}… belong to no row",
    ]


def test_erased_with_its_bytes(hanako, at, django_capture_on_commit_callbacks):
    file = keep(hanako, at, PDF)
    with django_capture_on_commit_callbacks(execute=True):
        erase(file=file, actor=hanako, at=at)
    assert StoredFile.objects.count() == 0
    assert storage.all_names() == set()
