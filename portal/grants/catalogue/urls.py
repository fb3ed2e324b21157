from django.urls import path

from .views import checking, pages, reminders

app_name = "catalogue"
SCHEME = "grants/<slug:code>/"
urlpatterns = [
    path("grants/", pages.index, name="list"),
    path("grants/reminders/", reminders.index, name="reminders"),
    path("grants/reminders/stop/", reminders.stop, name="stop"),
    path(SCHEME, pages.scheme, name="scheme"),
    path(f"{SCHEME}check/", checking.check, name="check"),
    path(f"{SCHEME}result/", checking.result, name="result"),
    path(f"{SCHEME}forget/", checking.forget, name="forget"),
    path(f"{SCHEME}remind/", reminders.remind, name="remind"),
]
