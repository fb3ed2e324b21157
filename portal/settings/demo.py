"""`make run`: a portal on this machine with made-up data. Never reachable from outside."""

from .production import *

SECRET_KEY = "demo-only-key-that-protects-nothing"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
PORTAL_URL = f"http://127.0.0.1:{env.int('PORT', default=8000)}"
WAGTAILADMIN_BASE_URL = PORTAL_URL
CSRF_TRUSTED_ORIGINS = []
SHOW_DEMO_LINE = True
STAFF_SECOND_FACTOR_REQUIRED = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
