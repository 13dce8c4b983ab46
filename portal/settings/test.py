"""For the tests: real parts, run in place, quickly."""

import os

from portal.settings.base import *  # noqa: F403

TEST_DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:")
if TEST_DATABASE_URL.startswith("sqlite"):
    DATABASES["default"]["NAME"] = ":memory:"  # noqa: F405
else:
    DATABASES = {"default": Env.db_url_config(TEST_DATABASE_URL)}  # noqa: F405
DEMO_ALLOWED = True
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PUBLIC_URL = "http://testserver"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
FEEDBACK_REFRESH_DELAY = 0
PAGE_CACHE_SECONDS = 0  # what a test changes it sees at once; the tests of the cache turn it on
CAPTURE_DOOR_SECONDS = 0  # likewise
CAPTURE_LEAST_SECONDS = 0  # a test fills in a form at once
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT = ""  # files are served from where they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["debug"] = True  # noqa: F405
