from django.urls import path

from . import views

app_name = "budget"
ONE = "staff/budget/<int:year>/<slug:scheme>/"
urlpatterns = [
    path("staff/budget/", views.index, name="index"),
    path("staff/budget/table.csv", views.table, name="table"),
    path(ONE, views.detail, name="detail"),
    path(f"{ONE}put/", views.put, name="put"),
    path(f"{ONE}transfer/", views.transfer, name="transfer"),
    path(f"{ONE}entries.csv", views.entries, name="entries"),
]
