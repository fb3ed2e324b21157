"""allauth's forms with our words, without hints that vanish while typing."""

from allauth.account import forms as allauth
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.lib.text import digits
from portal.ui.forms import DigitsField

from ..second_factor import is_required

WORDS = {
    "email": _("メールアドレス"),
    "login": _("メールアドレス"),
    "password": _("パスワード"),
    "password1": _("新しいパスワード"),
    "password2": _("新しいパスワード（もう一度）"),
    "oldpassword": _("いまのパスワード"),
    "name": _("名前"),
    "passwordless": _("パスワードの代わりに使う"),
}
NEW_PASSWORD_HELP = _("10文字以上で決めてください。数字だけのもの、よく使われるものは避けてください。")


class Plain:
    """Field names in plain Japanese; no placeholders."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = WORDS.get(name, field.label)
            field.help_text = NEW_PASSWORD_HELP if name == "password1" else ""


class CodeField:
    """Eight digits, in any width and spacing."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code = DigitsField(
            count=8, label=_("確認コード"), help_text=_("メールに書かれた8けたの数字")
        )
        code.widget.attrs["autocomplete"] = "one-time-code"


class AppCode:
    """Six digits of an authenticator app, or a recovery code."""

    fields: dict[str, forms.Field]
    cleaned_data: dict

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code = forms.CharField(label=_("コード"), max_length=32)
        code.widget.attrs.update(autocomplete="one-time-code", inputmode="numeric", size="12")

    def clean_code(self) -> str:
        self.cleaned_data["code"] = digits(self.cleaned_data["code"])
        return super().clean_code()  # type: ignore[misc]


class LoginForm(Plain, allauth.LoginForm):
    pass


class SignupForm(Plain, allauth.SignupForm):
    def try_save(self, request: HttpRequest):
        """A known address takes as long as a new one."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class RequestLoginCodeForm(Plain, allauth.RequestLoginCodeForm):
    def clean_email(self) -> str:
        """No code for staff: to them a mailbox is not enough, and the page does not show it."""
        email = super().clean_email()
        found = getattr(self, "_user", None)
        if is_required() and found and found.is_staff:
            self._user = None
        return email


class ConfirmLoginCodeForm(CodeField, allauth.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(CodeField, allauth.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(CodeField, allauth.ConfirmPasswordResetCodeForm):
    pass


class ResetPasswordForm(Plain, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, allauth.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Plain, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, allauth.SetPasswordForm):
    pass


class AddEmailForm(Plain, allauth.AddEmailForm):
    pass


class ChangeEmailForm(Plain, allauth.ChangeEmailForm):
    pass


class ReauthenticateForm(Plain, allauth.ReauthenticateForm):
    pass


class AuthenticateForm(AppCode, mfa.AuthenticateForm):
    pass


class MfaReauthenticateForm(AppCode, mfa.ReauthenticateForm):
    pass


class ActivateTotpForm(AppCode, totp.ActivateTOTPForm):
    pass


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    pass


class EditPasskeyForm(Plain, webauthn.EditWebAuthnForm):
    pass
