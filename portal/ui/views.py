from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.ui.gallery import contents


def gallery(request: HttpRequest) -> HttpResponse:
    response = render(request, "ui/gallery.html", contents())
    response["X-Robots-Tag"] = "noindex"
    return response
