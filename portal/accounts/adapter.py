import base64
import datetime as dt
import hashlib
import secrets
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.cryptokit import generate_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.notices import actions as notices

CODE_LIFE = dt.timedelta(minutes=15)
# The letters to a known and to an unknown address differ by half a millisecond of drawing; this hides it.
JITTER_MILLISECONDS = 50


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("この登録は、いまは使えません。"),
        "cannot_remove_primary_email": gettext_lazy("主に使うメールアドレスは消せません。"),
        "duplicate_email": gettext_lazy("このメールアドレスは、すでにあなたの登録にあります。"),
        "email_password_mismatch": gettext_lazy("メールアドレスかパスワードが違います。"),
        "email_taken": gettext_lazy("このメールアドレスは使えません。"),
        "enter_current_password": gettext_lazy("いまのパスワードを入力してください。"),
        "incorrect_code": gettext_lazy("コードが違います。メールの8けたの数字をもう一度ご確認ください。"),
        "incorrect_password": gettext_lazy("パスワードが違います。"),
        "invalid_login": gettext_lazy("ログインできませんでした。"),
        "too_many_login_attempts": gettext_lazy(
            "続けて試した回数が多すぎます。5分ほど待ってからもう一度お試しください。ほかのページはそのまま使えます。"
        ),
        "unverified_primary_email": gettext_lazy("主に使うメールアドレスの確認がまだです。"),
        "same_as_current": gettext_lazy("いまと違うものを入力してください。"),
        "rate_limited": gettext_lazy("続けて試した回数が多すぎます。しばらく待ってからもう一度お試しください。"),
    }

    def generate_login_code(self) -> str:
        return eight_digits()

    def generate_password_reset_code(self) -> str:
        return eight_digits()

    def generate_email_verification_code(self) -> str:
        return eight_digits()

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Through the outbox, tried at once: a mail server that is down delays the code but breaks no page."""
        at = timezone.now()
        context = {"request": self.request, "email": email, "site": settings.SITE_NAME, **context}
        message = self.render_mail(template_prefix, email, context)
        mail = notices.post(
            kind=template_prefix.replace("/email/", "."),
            to=email,
            subject=message.subject,
            body=str(message.body),
            at=at,
            expires_at=at + CODE_LIFE if "code" in context else None,
        )
        notices.send(mail, at=at)
        time.sleep(secrets.randbelow(JITTER_MILLISECONDS) / 1000)


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps lie encrypted; staff cannot drop their last second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy("区の職員は、パスキーか認証アプリを必ず一つ残してください。"),
        "incorrect_code": gettext_lazy("コードが違います。認証アプリの6けたの数字をもう一度ご確認ください。"),
        "unverified_email": gettext_lazy("先に、メールアドレスの確認を済ませてください。"),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not authenticator.user.is_staff or authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        return (
            Authenticator.objects.filter(user=authenticator.user, type__in=strong).exclude(pk=authenticator.pk).exists()
        )

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("パスキー %(number)d") % {"number": count + 1}

    def _get_site_name(self) -> str:
        return settings.SITE_NAME


def eight_digits() -> str:
    """Digits, because phones then show the number pad."""
    return generate_user_code(length=8, numeric=True, dashed=False)


def _box() -> MultiFernet:
    """The newest key encrypts; keys of `SECRET_KEY_FALLBACKS` still decrypt."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"mfa{key}".encode()).digest())) for key in keys]
    )
