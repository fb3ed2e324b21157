from django.urls import path

from .views import employer, importing, posting, public, staff

app_name = "vacancies"
urlpatterns = [
    path("jobs/", public.vacancy_list, name="list"),
    path("jobs/<str:public_id>/", public.vacancy_detail, name="detail"),
    path("jobs/<str:public_id>/print/", public.vacancy_print, name="print"),
    path("employer/vacancies/", employer.index, name="employer_list"),
    path("employer/vacancies/new/", employer.start, name="employer_start"),
    path("employer/vacancies/import/", importing.upload, name="employer_import"),
    path("employer/vacancies/import/template.csv", importing.template, name="employer_import_template"),
    path("employer/vacancies/import/<str:public_id>/", importing.preview, name="employer_import_preview"),
    path("employer/vacancies/<str:public_id>/", employer.task_list, name="employer_task_list"),
    path("employer/vacancies/<str:public_id>/steps/<slug:code>/", posting.step, name="employer_step"),
    path("employer/vacancies/<str:public_id>/check/", posting.check, name="employer_check"),
    path("employer/vacancies/<str:public_id>/submit/", posting.submit, name="employer_submit"),
    path("employer/vacancies/<str:public_id>/done/", posting.done, name="employer_done"),
    path("employer/vacancies/<str:public_id>/change/", employer.change, name="employer_change"),
    path("employer/vacancies/<str:public_id>/copy/", employer.copy, name="employer_copy"),
    path("employer/vacancies/<str:public_id>/act/<slug:transition>/", employer.act, name="employer_act"),
    path("staff/vacancies/", staff.staff_list, name="staff_list"),
    path("staff/vacancies/<str:public_id>/", staff.staff_review, name="staff_review"),
    path("staff/vacancies/<str:public_id>/<slug:transition>/", staff.staff_decide, name="staff_decide"),
    path("staff/wages/", staff.wages, name="wages"),
]
