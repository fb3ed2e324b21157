from django.urls import path

from .views import duties, examples, parts, versions

app_name = "schemes"
VERSION = "staff/schemes/versions/<str:public_id>/"
urlpatterns = [
    path("staff/schemes/", versions.index, name="list"),
    path("staff/schemes/new/<slug:code>/", versions.new, name="new"),
    path(VERSION, versions.version, name="version"),
    path(f"{VERSION}differences/", versions.differences, name="differences"),
    path(f"{VERSION}publish/", versions.publish, name="publish"),
    path(f"{VERSION}edit/<slug:part>/", parts.edit, name="edit"),
    path(f"{VERSION}letters/<slug:kind>/", parts.letter, name="letter"),
    path(f"{VERSION}examples/new/", examples.example, name="new_example"),
    path(f"{VERSION}examples/<int:number>/", examples.example, name="example"),
    path(f"{VERSION}examples/<int:number>/remove/", examples.remove, name="remove_example"),
    path("staff/duties/", duties.index, name="duties"),
    path("staff/duties/take/", duties.take, name="take_duty"),
]
