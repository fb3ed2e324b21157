from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.audit.actions import record

from . import scanner, storage
from .access import readable_file
from .contents import TYPES
from .models import StoredFile


class PersonRequest(HttpRequest):
    user: AbstractBaseUser  # type: ignore[assignment]


@require_GET
@never_cache
@login_required
def download(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """Nothing unclean leaves; what nobody scanned is asked about first (`?open=1` is the answer)."""
    file = readable_file(request.user, public_id)
    waits = file.scan == StoredFile.Scan.UNSCANNED
    if file.scan == StoredFile.Scan.INFECTED or (waits and scanner.is_configured()):
        return render(request, "files/held.html", {"file": file}, status=409)
    if waits and request.GET.get("open") != "1":
        return render(request, "files/unscanned.html", {"file": file})
    record("files.opened", actor=request.user, at=timezone.now(), subject=file)
    return _attachment(file)


def _attachment(file: StoredFile) -> HttpResponse | FileResponse:
    response = FileResponse(
        storage.path_of(file.stored_name).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=TYPES[file.type][0],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": True}  # type: ignore[attr-defined]
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
