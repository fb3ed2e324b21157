from django.urls import path

from . import views

app_name = "applications"
urlpatterns = [
    path("jobs/<str:public_id>/ask/", views.ask, name="ask"),
    path("jobs/<str:public_id>/visit/", views.visit, name="visit"),
    path("jobs/<str:public_id>/apply/", views.apply, name="apply"),
    path("my/applications/", views.mine, name="mine"),
    path("employer/applications/", views.to_us, name="to_us"),
    path("applications/<str:public_id>/", views.thread, name="thread"),
    path("applications/<str:public_id>/sent/", views.sent, name="sent"),
    path("applications/<str:public_id>/message/", views.message, name="message"),
    path("applications/<str:public_id>/<slug:transition>/", views.act, name="act"),
]
