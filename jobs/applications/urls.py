from django.urls import path

from .views import employer, seeker, staff, thread

app_name = "applications"
urlpatterns = [
    path("jobs/<str:public_id>/ask/", seeker.ask, name="ask"),
    path("jobs/<str:public_id>/visit/", seeker.visit, name="visit"),
    path("jobs/<str:public_id>/apply/", seeker.apply, name="apply"),
    path("my/applications/", seeker.mine, name="mine"),
    path("employer/applications/", employer.to_us, name="to_us"),
    path("employer/visits/", employer.visits, name="visits"),
    path("employer/visits/<str:public_id>/end/", employer.end_visit, name="end_visit"),
    path("staff/figures/", staff.figures, name="figures"),
    path("staff/figures.csv", staff.figures_csv, name="figures_csv"),
    path("applications/<str:public_id>/", thread.thread, name="thread"),
    path("applications/<str:public_id>/sent/", seeker.sent, name="sent"),
    path("applications/<str:public_id>/message/", thread.message, name="message"),
    path("applications/<str:public_id>/<slug:transition>/", thread.act, name="act"),
]
