from django.urls import path

from .views import desk, months, staff, thread, work

app_name = "support"
urlpatterns = [
    path("partner/support/", desk.desk, name="desk"),
    path("partner/support/months/", months.months, name="months"),
    path("partner/support/months/<str:month>/", months.month, name="month"),
    path("partner/support/months/<str:month>/close/", months.close_month, name="close_month"),
    path("partner/support/months/<str:month>/<slug:table>.csv", months.month_csv, name="month_csv"),
    path("partner/support/<str:public_id>/", thread.case, name="case"),
    path("partner/support/<str:public_id>/message/", thread.message, name="message"),
    path("partner/support/<str:public_id>/log/", work.write_log, name="log"),
    path("partner/support/<str:public_id>/log/<str:log>/", work.correct_log, name="correct"),
    path("partner/support/<str:public_id>/task/", work.add_task, name="task"),
    path("partner/support/<str:public_id>/task/<str:task>/", work.finish_task, name="finish_task"),
    path("partner/support/<str:public_id>/task/<str:task>/drop/", work.drop_task, name="drop_task"),
    path("partner/support/<str:public_id>/check/<int:day>/", work.check, name="check"),
    path("partner/support/<str:public_id>/act/<slug:transition>/", thread.act, name="act"),
    path("staff/support/", staff.staff_list, name="staff_list"),
    path("staff/support/protected/", staff.staff_protected, name="staff_protected"),
    path("staff/support/figures/", staff.staff_months, name="staff_months"),
    path("staff/support/figures/<str:public_id>/<str:month>/", staff.staff_month, name="staff_month"),
    path("staff/support/figures/<str:public_id>/<str:month>/open/", staff.open_month, name="open_month"),
    path(
        "staff/support/figures/<str:public_id>/<str:month>/<slug:table>.csv",
        staff.staff_month_csv,
        name="staff_month_csv",
    ),
    path("staff/support/ask/<str:public_id>/", staff.ask, name="ask"),
    path("staff/support/<str:public_id>/", thread.staff_case, name="staff_case"),
    path("staff/support/<str:public_id>/message/", thread.staff_message, name="staff_message"),
    path("staff/support/<str:public_id>/act/<slug:transition>/", thread.staff_act, name="staff_act"),
]
