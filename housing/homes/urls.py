from django.urls import path

from .views import care, desk, freshness, importing, pack, public, review, writing

app_name = "homes"
urlpatterns = [
    path("housing/", public.home_list, name="list"),
    path("housing/photos/<str:public_id>/", public.photo, name="photo"),
    path("housing/confirm/<str:token>/", freshness.confirm, name="confirm"),
    path("housing/<str:public_id>/", public.home_detail, name="detail"),
    path("partner/", desk.partner, name="partner"),
    path("partner/join/", desk.join, name="partner_join"),
    path("partner/homes/", desk.index, name="partner_homes"),
    path("partner/homes/new/", desk.start, name="partner_new"),
    path("partner/homes/<str:public_id>/", desk.home, name="partner_home"),
    path("partner/homes/<str:public_id>/steps/<slug:code>/", writing.step, name="partner_step"),
    path("partner/homes/<str:public_id>/photos/", writing.photos, name="partner_photos"),
    path("partner/homes/<str:public_id>/photos/<str:photo>/remove/", writing.remove_photo, name="partner_remove_photo"),
    path("partner/homes/<str:public_id>/check/", writing.check, name="partner_check"),
    path("partner/homes/<str:public_id>/submit/", writing.submit, name="partner_submit"),
    path("partner/homes/<str:public_id>/done/", writing.done, name="partner_done"),
    path("partner/homes/<str:public_id>/copy/", desk.copy, name="partner_copy"),
    path("partner/homes/<str:public_id>/act/<slug:transition>/", desk.act, name="partner_act"),
    path("partner/homes/<str:public_id>/pack/", pack.page, name="partner_pack"),
    path("partner/homes/<str:public_id>/pack.csv", pack.table, name="partner_pack_csv"),
    path("partner/homes/<str:public_id>/qr/", freshness.code, name="partner_qr"),
    path("partner/homes/<str:public_id>/care/", care.page, name="partner_care"),
    path("partner/reviews/", review.association_list, name="partner_reviews"),
    path("partner/reviews/<str:public_id>/", review.association_review, name="partner_review"),
    path("partner/reviews/<str:public_id>/<slug:transition>/", review.association_decide, name="partner_decide"),
    path("partner/import/", importing.upload, name="partner_import"),
    path("partner/import/template.csv", importing.template, name="partner_import_template"),
    path("partner/import/<str:public_id>/", importing.preview, name="partner_import_preview"),
    path("staff/homes/", review.staff_list, name="staff_list"),
    path("staff/homes/<str:public_id>/", review.staff_review, name="staff_review"),
    path("staff/homes/<str:public_id>/<slug:transition>/", review.staff_decide, name="staff_decide"),
    path("staff/partners/", review.partners, name="staff_partners"),
    path("staff/partners/<str:public_id>/", review.partner_decide, name="staff_partner"),
]
