from django.urls import path

from . import views

app_name = "facilities"
urlpatterns = [
    path("facilities/", views.facility_list, name="list"),
    path("facilities/<str:public_id>/", views.facility_detail, name="detail"),
    path("staff/facilities/<str:public_id>/facts/", views.fact, name="fact"),
    path("staff/facilities/<str:public_id>/operator/", views.operator, name="operator"),
]
