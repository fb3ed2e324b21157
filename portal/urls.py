"""Every address of the portal. Verticals are named as text, here and in the settings, and nowhere else."""

from django.urls import include, path

from portal.front.api import api

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("cms-admin/", include("cms.pages.admin_urls")),
    path("api/v1/", api.urls),
    path("ui/", include("portal.ui.urls")),
    path("", include("portal.front.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("portal.notices.urls")),
    path("", include("portal.files.urls")),
    path("", include("portal.letters.urls")),
    path("", include("portal.bookings.urls")),
    path("", include("portal.search.urls")),
    path("", include("portal.facilities.urls")),
    path("", include("portal.grants.schemes.urls")),
    path("", include("portal.grants.budget.urls")),
    path("", include("portal.grants.filings.urls")),
    path("", include("portal.grants.decisions.urls")),
    path("", include("portal.grants.payments.urls")),
    path("", include("portal.grants.catalogue.urls")),
    path("", include("jobs.seekers.urls")),
    path("", include("jobs.applications.urls")),
    path("", include("jobs.vacancies.urls")),
    path("", include("housing.fit.urls")),
    path("", include("housing.consultations.urls")),
    path("", include("housing.support.urls")),
    path("", include("housing.homes.urls")),
    path("", include("cms.pages.urls")),
]
