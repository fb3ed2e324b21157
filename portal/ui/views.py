from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.ui.gallery import contents


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", contents(), headers={"X-Robots-Tag": "noindex"})
