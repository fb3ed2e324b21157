"""Settings of a portal in use. Everything that differs between places is read from the environment (`PORTAL_…`).

`demo.py` and `test.py` start from this file and loosen it on purpose.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from portal.accounts.sign_in import *

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

SECRET_KEY = env.str("PORTAL_SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SITE_NAME = "ねりま 福祉のしごと・すまい"
PORTAL_URL = env.str("PORTAL_URL", default="https://portal.invalid")
# Where mutable files live: uploads, the embedded search index, collected static files.
VAR_DIR = Path(env.str("PORTAL_VAR", default=str(BASE_DIR / "var")))

KERNEL = [
    "portal.ui",
    "portal.audit",
    "portal.codelists",
    "portal.notices",
    "portal.files",
    "portal.letters",
    "portal.geo",
    "portal.accounts",
    "portal.bookings",
    "portal.search",
    "portal.cases",
    "portal.imports",
    "portal.facilities",
    "portal.grants.schemes",
    "portal.grants.budget",
    "portal.grants.filings",
    "portal.grants.decisions",
    "portal.grants.payments",
    "portal.grants.catalogue",
    "portal.front",
]
# The verticals, named here and in `urls.py` and nowhere else in `portal`.
VERTICALS = [
    "jobs.vacancies",
    "jobs.seekers",
    "jobs.applications",
    "housing.homes",
    "housing.fit",
    "housing.consultations",
    "housing.support",
    "housing.subsidy",
    "training.subsidy",
    "cms.pages",
]
INSTALLED_APPS = [
    *KERNEL,
    *VERTICALS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "csp",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "portal.front.middleware.NoNulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.accounts.middleware.CurrentOrganisationMiddleware",
    "portal.accounts.middleware.NothingKeptMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.front.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "portal.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "portal.ui.forms.PortalRenderer"

DATABASES = {"default": env.db_url("PORTAL_DATABASE", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Limits of sign-in are counted in the cache: with several processes name a shared one (`rediscache://…`).
CACHES = {"default": env.cache_url("PORTAL_CACHE", default="locmemcache://portal")}
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)
# Whole pages, some 80 KB each: apart, so that a flood of addresses cannot drive out what is small and dear.
CACHES["pages"] = env.cache_url("PORTAL_PAGE_CACHE", default="locmemcache://pages")
CACHES["pages"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 300)

# Identity
# Unique by its lower case, which Django does not see in the constraint.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:my"
MFA_TOTP_ISSUER = SITE_NAME
# Ward staff sign in with a passkey or an authenticator app. Only the demo switches this off.
STAFF_SECOND_FACTOR_REQUIRED = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Language and time
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語")]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("PORTAL_STATIC", default=str(VAR_DIR / "static")))
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_FILES_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# A running ClamAV (socket path or host:port); without one an upload is marked 未検査 and opening it asks first.
CLAMAV_SOCKET = env.str("PORTAL_CLAMAV", default="")

# Search: the engine that answers, and every index that is kept true (an engine and its stand-by).
SEARCH_ENGINE = env.str("PORTAL_SEARCH_ENGINE", default="embedded")
SEARCH_INDEX_FILE = VAR_DIR / "search.sqlite3"

# A vacancy of a verified employer appears at once when so many were published without a correction and none was sent
# back within the period; the others wait for the ward.
VACANCY_TRUST_PUBLISHED = env.int("PORTAL_VACANCY_TRUST_PUBLISHED", default=5)
VACANCY_TRUST_PERIOD = timedelta(days=365)

# Mail
EMAIL_CONFIG = env.email_url("PORTAL_MAIL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("PORTAL_MAIL_FROM", default="portal@portal.invalid")

# The portal shows this line on every page when its data are made up.
SHOW_DEMO_LINE = False

# Wagtail
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = PORTAL_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語")]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.pages.search_backend"}}

# Where the editors work: behind a second factor, and with a looser policy for scripts than everywhere else.
EDITORS_DESK = "/cms-admin/"

# Browser safety
SECURE_SSL_REDIRECT = env.bool("PORTAL_HTTPS", default=True)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PORTAL_PROXIES", default=0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [EDITORS_DESK],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("PORTAL_LOG_LEVEL", default="INFO")},
}
