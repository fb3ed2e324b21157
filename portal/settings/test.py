"""The test suite. `PORTAL_DATABASE` chooses the database, SQLite in memory unless told."""

import tempfile

from .production import *

SECRET_KEY = "test-only-key"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PORTAL_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = PORTAL_URL
VAR_DIR = Path(tempfile.mkdtemp(prefix="portal-test-"))
SEARCH_INDEX_FILE = VAR_DIR / "search.sqlite3"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_FILES_ROOT = VAR_DIR / "private"
if not env.str("PORTAL_DATABASE", default=""):
    DATABASES["default"]["NAME"] = ":memory:"
    DATABASES["default"]["OPTIONS"] = {}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
