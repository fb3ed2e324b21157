"""The addresses of these rooms, as the portal mounts them."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


front = (
    [path("my/", empty, name="my"), path("employer/", empty, name="employer"), path("staff/", empty, name="staff")],
    "front",
)
urlpatterns = [
    path("", empty),
    path("", include(front)),
    path("", include("portal.accounts.urls")),
    path("", include("portal.notices.urls")),
    path("", include("portal.files.urls")),
    path("", include("portal.bookings.urls")),
    path("accounts/", include("allauth.urls")),
    path("cms-admin/", include(wagtailadmin_urls)),
]
