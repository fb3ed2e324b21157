from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from .actions import mark_read
from .models import Notice

PAGE = 20


class PersonRequest(HttpRequest):
    user: AbstractBaseUser  # type: ignore[assignment]


@require_GET
@never_cache
@login_required
def inbox(request: PersonRequest) -> HttpResponse:
    mine = Notice.objects.of(request.user)
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {"page_obj": page, "unread": mine.unread().count()})


@require_POST
@login_required
def read(request: PersonRequest, public_id: str) -> HttpResponse:
    """Opens what the notice is about; that counts as read."""
    mine = Notice.objects.of(request.user)
    notice = get_object_or_404(mine, public_id=public_id)
    mark_read(mine.filter(pk=notice.pk), at=timezone.now())
    return redirect(notice.path)


@require_POST
@login_required
def read_all(request: PersonRequest) -> HttpResponse:
    mark_read(Notice.objects.of(request.user), at=timezone.now())
    messages.success(request, _("すべて読んだことにしました。"))
    return redirect("notices:inbox")
