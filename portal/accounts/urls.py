from django.urls import path

from .views import account, organisations, staff

app_name = "people"
urlpatterns = [
    path("my/account/", account.account, name="account"),
    path("my/account/second-factor/", account.second_factor, name="second_factor"),
    path("my/account/sessions/end/", account.end_session, name="end_session"),
    path("my/account/close/", account.close_account, name="close_account"),
    path("organisations/", organisations.mine, name="organisations"),
    path("organisations/new/", organisations.new, name="new_organisation"),
    path("organisations/current/", organisations.switch, name="switch_organisation"),
    path("organisations/invitations/<str:token>/", organisations.invitation, name="invitation"),
    path("organisations/<str:public_id>/", organisations.detail, name="organisation"),
    path("organisations/<str:public_id>/edit/", organisations.edit, name="edit_organisation"),
    path("organisations/<str:public_id>/invite/", organisations.invite, name="invite"),
    path(
        "organisations/<str:public_id>/invitations/<str:invitation>/withdraw/",
        organisations.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("organisations/<str:public_id>/people/<str:member>/role/", organisations.change_role, name="change_role"),
    path("organisations/<str:public_id>/people/<str:member>/end/", organisations.end_membership, name="end_membership"),
    path("staff/organisations/", staff.organisation_list, name="staff_organisations"),
    path("staff/organisations/<str:public_id>/", staff.organisation, name="staff_organisation"),
    path("staff/organisations/<str:public_id>/verify/", staff.verify, name="verify_organisation"),
    path("staff/mail/", staff.mail_list, name="staff_mail"),
    path("staff/mail/<str:public_id>/retry/", staff.retry_mail, name="retry_mail"),
]
