from django.urls import path

from . import views

app_name = "front"
urlpatterns = [
    path("my/", views.my, name="my"),
    path("employer/", views.employer, name="employer"),
    path("staff/", views.staff, name="staff"),
    path("health/", views.health, name="health"),
]
