from django.urls import path

from .views import acts, applicant, desk, detail, drafting, papers

app_name = "decisions"
STAFF = "staff/decisions/"
ONE = f"{STAFF}<str:public_id>/"
OWN = "grants/decisions/<str:public_id>/"
urlpatterns = [
    path(STAFF, desk.index, name="list"),
    path(f"{STAFF}issue/", desk.issue_chosen, name="issue_chosen"),
    path(f"{STAFF}draft/<str:public_id>/<slug:kind>/", drafting.draft, name="draft"),
    path(f"{STAFF}revoke/<str:public_id>/", drafting.revoke, name="revoke"),
    path(ONE, detail.decision, name="detail"),
    path(f"{ONE}revise/", drafting.revise, name="revise"),
    path(f"{ONE}circulate/", acts.circulate, name="circulate"),
    path(f"{ONE}agree/", acts.agree, name="agree"),
    path(f"{ONE}send-back/", acts.send_back, name="send_back"),
    path(f"{ONE}record/", acts.record, name="record"),
    path(f"{ONE}issue/", acts.issue, name="issue"),
    path(f"{ONE}drop/", acts.drop, name="drop"),
    path(f"{ONE}posted/", acts.posted, name="posted"),
    path(f"{ONE}preview/", papers.preview, name="preview"),
    path(f"{ONE}package/", papers.package, name="package"),
    path(f"{OWN}letter/", applicant.letter, name="letter"),
    path(f"{OWN}give-up/", applicant.give_up, name="give_up"),
]
