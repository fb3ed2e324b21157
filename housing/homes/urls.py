from django.urls import path

from .views import public

app_name = "homes"
urlpatterns = [
    path("housing/", public.home_list, name="list"),
    path("housing/photos/<str:public_id>/", public.photo, name="photo"),
    path("housing/<str:public_id>/", public.home_detail, name="detail"),
]
