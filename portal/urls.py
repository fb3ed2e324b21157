"""Every address of the portal. Verticals are named as text, here and in the settings, and nowhere else."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("cms-admin/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
