from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def elsewhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


notices = ([path("", elsewhere, name="inbox")], "notices")
urlpatterns = [
    path("ui/", include("portal.ui.urls")),
    path("notices/", include(notices)),
    path("accounts/login/", elsewhere, name="account_login"),
    path("accounts/logout/", elsewhere, name="account_logout"),
]
