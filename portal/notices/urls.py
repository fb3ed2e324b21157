from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("my/notices/", views.inbox, name="inbox"),
    path("my/notices/read/", views.read_all, name="read_all"),
    path("my/notices/<str:public_id>/read/", views.read, name="read"),
]
