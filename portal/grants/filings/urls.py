from django.urls import path, register_converter

from .models import EMPLOYER_DESK, MY_DESK, STAFF_DESK
from .views import (
    checking,
    documents,
    importing,
    lists,
    mandates,
    paper,
    sending,
    staff,
    starting,
    tables,
    tasks,
    threads,
)


class _Desk:
    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ApplicantsDesk(_Desk):
    regex = f"{MY_DESK}|{EMPLOYER_DESK}"


class AnyDesk(_Desk):
    """What came on paper is written at the ward's."""

    regex = f"{MY_DESK}|{EMPLOYER_DESK}|{STAFF_DESK}"


register_converter(ApplicantsDesk, "grants_applicant")
register_converter(AnyDesk, "grants_desk")

app_name = "filings"
GRANT = "<grants_applicant:desk>/grants/<str:public_id>/"
FILING = "<grants_desk:desk>/grants/filings/<str:public_id>/"
TASK = f"{FILING}tasks/<slug:code>/"
STAFF = "staff/grants/"
ACT = f"{STAFF}filings/<str:public_id>/act/"
urlpatterns = [
    path("grants/start/", starting.start, name="start"),
    path("my/grants/", lists.mine, name="mine"),
    path("employer/grants/", lists.ours, name="ours"),
    path("employer/grants/agents/", mandates.index, name="mandates"),
    path("employer/grants/agents/<str:public_id>/end/", mandates.end, name="end_mandate"),
    path(STAFF, staff.index, name="staff_list"),
    path(f"{STAFF}paper/<slug:scheme>/", paper.enter, name="paper"),
    path(f"{STAFF}open/<str:public_id>/", staff.filing, name="staff_filing"),
    path(f"{ACT}ask/", checking.ask, name="ask"),
    path(f"{ACT}lines/", checking.lines, name="lines"),
    path(f"{ACT}verify/", checking.verify, name="verify"),
    path(f"{ACT}reopen/", checking.reopen, name="reopen"),
    path(f"{ACT}lapse/", checking.lapse, name="lapse"),
    path(f"{ACT}take/", checking.take, name="take"),
    path(f"{ACT}seen/<int:item>/", checking.seen, name="seen"),
    path(FILING, tasks.task_list, name="tasks"),
    path(TASK, tasks.task, name="task"),
    path(f"{TASK}rows/", tables.row, name="new_row"),
    path(f"{TASK}rows/<str:row_key>/", tables.row, name="row"),
    path(f"{TASK}rows/<str:row_key>/remove/", tables.remove_row, name="remove_row"),
    path(f"{TASK}import/", importing.upload, name="upload"),
    path(f"{TASK}import/template/", importing.template, name="template"),
    path(f"{TASK}import/<str:token>/", importing.preview, name="preview"),
    path(f"{TASK}documents/<slug:slot>/", documents.add_document, name="add_document"),
    path(f"{TASK}documents/<str:document>/remove/", documents.remove_document, name="remove_document"),
    path(f"{FILING}check/", sending.check, name="check"),
    path(f"{FILING}submit/", sending.submit, name="submit"),
    path(f"{FILING}receipt/", sending.receipt, name="receipt"),
    path(f"{FILING}withdraw/", sending.withdraw, name="withdraw"),
    path(f"{FILING}correction/", sending.correction, name="correction"),
    path(f"{STAFF}<str:public_id>/", staff.grant, name="staff_grant"),
    path(f"{STAFF}<str:public_id>/message/", checking.message, name="staff_message"),
    path(f"{STAFF}<str:public_id>/begin/<slug:kind>/", checking.open_filing, name="staff_open"),
    path(GRANT, threads.grant, name="grant"),
    path(f"{GRANT}message/", threads.message, name="message"),
    path(f"{GRANT}begin/<slug:kind>/", starting.open_filing, name="open"),
    path(f"{GRANT}changes/", starting.changes_seen, name="changes_seen"),
]
