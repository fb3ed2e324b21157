from django.urls import path

from portal.grants.filings.models import EMPLOYER_DESK, MY_DESK

from .views import account, batches, desk, recoveries, results, yearend

app_name = "payments"
STAFF = "staff/payments/"
BATCH = f"{STAFF}batches/<str:public_id>/"
RECOVERY = f"{STAFF}recoveries/<str:public_id>/"
urlpatterns = [
    path(STAFF, desk.index, name="index"),
    path(f"{STAFF}make/", desk.make, name="make"),
    path(f"{STAFF}again/<str:public_id>/", desk.again, name="again"),
    path(f"{STAFF}results/", results.results, name="results"),
    path(f"{STAFF}results/template/", results.template, name="results_template"),
    path(BATCH, batches.batch, name="batch"),
    path(f"{BATCH}release/", batches.release, name="release"),
    path(f"{BATCH}drop/", batches.drop, name="drop"),
    path(f"{BATCH}file/", batches.file, name="file"),
    path(f"{BATCH}out/<str:payment>/", batches.take_out, name="take_out"),
    path(f"{STAFF}recoveries/", recoveries.index, name="recoveries"),
    path(RECOVERY, recoveries.recovery, name="recovery"),
    path(f"{RECOVERY}order/", recoveries.order, name="order"),
    path(f"{RECOVERY}repay/", recoveries.repay, name="repay"),
    path(f"{RECOVERY}write-off/", recoveries.write_off, name="write_off"),
    path("staff/budget/year-end/", yearend.cockpit, name="year_end"),
    *(
        path(f"{place}/grants/<str:public_id>/account/", account.account, {"desk": place}, name="account")
        for place in (MY_DESK, EMPLOYER_DESK)
    ),
]
