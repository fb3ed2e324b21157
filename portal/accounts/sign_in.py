"""What django-allauth is told. Read by the settings, so nothing of Django may be imported here.

Limits count attempts at a door, never the person: every other door and page stays open.
"""

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
FORMS = "portal.accounts.forms.sign_in."
ACCOUNT_FORMS = {
    "login": FORMS + "LoginForm",
    "signup": FORMS + "SignupForm",
    "request_login_code": FORMS + "RequestLoginCodeForm",
    "confirm_login_code": FORMS + "ConfirmLoginCodeForm",
    "confirm_email_verification_code": FORMS + "ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": FORMS + "ConfirmPasswordResetCodeForm",
    "reset_password": FORMS + "ResetPasswordForm",
    "reset_password_from_key": FORMS + "ResetPasswordKeyForm",
    "change_password": FORMS + "ChangePasswordForm",
    "set_password": FORMS + "SetPasswordForm",
    "add_email": FORMS + "AddEmailForm",
    "change_email": FORMS + "ChangeEmailForm",
    "reauthenticate": FORMS + "ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": FORMS + "AuthenticateForm",
    "reauthenticate": FORMS + "MfaReauthenticateForm",
    "activate_totp": FORMS + "ActivateTotpForm",
    "add_webauthn": FORMS + "AddPasskeyForm",
    "edit_webauthn": FORMS + "EditPasskeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Three tries for each code and eight digits: 90 guesses a day at one address, less than one in a million.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key,30/d/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key,30/d/key",
    "login_failed": "10/m/ip,5/300s/key",
    "login": "30/m/ip",
    "signup": "20/m/ip",
}
MFA_ADAPTER = "portal.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# The list of sessions tells when each began; noting every page view would cost a write on each.
USERSESSIONS_TRACK_ACTIVITY = False
