from django.urls import path

from . import views

app_name = "seekers"
urlpatterns = [
    path("my/profile/", views.profile, name="profile"),
    path("my/profile/resume/", views.resume, name="resume"),
    path("my/profile/hidden/", views.hide, name="hide"),
    path("my/profile/hidden/<str:public_id>/show/", views.show, name="show"),
    path("kept/", views.kept_list, name="kept"),
    path("kept/<str:public_id>/", views.keep, name="keep"),
]
