from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from portal.files import scanner
from portal.files.models import StoredFile

from . import access, actions, queries
from .forms import CompareForm
from .models import Letter


class PersonRequest(HttpRequest):
    user: AbstractBaseUser  # type: ignore[assignment]


@require_GET
@never_cache
@login_required
def download(request: PersonRequest, public_id: str) -> HttpResponseRedirect:
    """Leads to the file. What the portal drew itself needs no question before it opens."""
    letter = access.readable_letter(request.user, public_id)
    if _comes_out(letter.file) and access.is_addressee(request.user, letter):
        actions.opened(letter=letter, actor=request.user, at=timezone.now())
    return HttpResponseRedirect(reverse("files:download", args=[letter.file.public_id]) + "?open=1")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """For anybody who holds the letter: that the ward issued it, and whether a file is the same. Nothing is kept."""
    letter = get_object_or_404(Letter.objects.select_related("replaced_by"), public_id=public_id)
    form = CompareForm(request.POST, request.FILES) if request.method == "POST" else CompareForm()
    same = queries.is_the_issued(letter, form.cleaned_data["file"].chunks()) if form.is_valid() else None
    context = {"letter": letter, "form": form, "same": same, "has_errors": bool(form.errors)}
    return render(request, "letters/verify.html", context)


def _comes_out(file: StoredFile) -> bool:
    waits = file.scan == StoredFile.Scan.UNSCANNED and scanner.is_configured()
    return not waits and file.scan != StoredFile.Scan.INFECTED
