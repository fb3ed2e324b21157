from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("search/", views.everything, name="everything"),
    path("saved-searches/<str:token>/stop/", views.stop, name="stop"),
    path("my/searches/", views.saved, name="saved"),
    path("my/searches/new/<slug:kind>/", views.save, name="save"),
    path("my/searches/<str:token>/frequency/", views.change, name="change"),
    path("my/searches/<str:token>/forget/", views.forget, name="forget"),
]
