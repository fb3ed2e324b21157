from django.urls import path

from . import views

app_name = "bookings"
urlpatterns = [
    path("my/bookings/", views.mine, name="mine"),
    path("bookings/slots/<str:public_id>/", views.take, name="take"),
    path("bookings/<str:public_id>/", views.detail, name="detail"),
    path("bookings/<str:public_id>/cancel/", views.cancel, name="cancel"),
    path("bookings/<str:public_id>/booking.ics", views.calendar, name="calendar"),
]
