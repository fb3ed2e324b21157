from django.urls import path

from . import views

app_name = "letters"
urlpatterns = [
    path("letters/verify/<str:public_id>/", views.verify, name="verify"),
    path("letters/<str:public_id>/", views.download, name="download"),
]
