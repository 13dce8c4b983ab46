"""What every installation shares. Each setting that differs between places comes from the environment."""

from pathlib import Path

from environ import Env

from portal.settings.env import (
    DEVELOPMENT_SECRET,
    env_choice,
    env_hosts,
    env_int,
    env_origin,
    env_secret,
    env_text,
    env_url,
)
from portal.settings.policy import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env_text("DATA_DIR", str(BASE_DIR / ".data"))).resolve()

DEBUG = False
DEMO_ALLOWED = False
SECRET_KEY = env_secret("SECRET_KEY", DEVELOPMENT_SECRET)
ALLOWED_HOSTS = env_hosts("ALLOWED_HOSTS")
PUBLIC_URL = env_origin("PUBLIC_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
PRIVACY_CONTACT = env_text("PRIVACY_CONTACT")
# Professionals sign in, so their pages live on one host: the one in PUBLIC_URL. A platform's own host
# needs no login, no session and no cookie. Documents (/dokumenter/) belong to pages, so to every host.
PROFESSIONAL_PREFIXES = ("/konto/", "/admin/", "/django-admin/", "/kreds/", "/fag/", "/bevis/")
NOT_FOR_ROBOTS = (*PROFESSIONAL_PREFIXES, "/s/", "/p/", "/f/", "/-/")

INSTALLED_APPS = [
    "portal",
    "portal.users",
    "cms",
    "questionnaires",
    "questionnaires.episodes",
    "feedback",
    "feedback.circles",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.NoReferrer",
    "portal.pagecache.PageCache",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.AreaContentSecurityPolicy",
    "portal.middleware.RefuseUnreadable",
    "portal.middleware.OneHostForProfessionals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageFromAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.redirects.EndingRedirects",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# No page stands here, so no cache is asked.
NEVER_PAGES = (*PROFESSIONAL_PREFIXES, "/s/", "/p/", "/f/", "/-/", "/static/", "/media/")

# --- Data -----------------------------------------------------------------------------------------
DATABASE_URL = env_url(
    "DATABASE_URL", f"sqlite:///{DATA_DIR}/kilden.sqlite3", {"sqlite", "postgres", "postgresql"}
)
DATABASES = {"default": Env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A writer takes its lock at BEGIN and waits for its turn; otherwise a busy minute says
    # "database is locked" half-way through a transaction.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env_int("DATABASE_CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": Env.cache_url_config(
        env_url("CACHE_URL", "locmemcache://", {"locmemcache", "redis", "rediss"})
    )
}
# Publishing empties the page cache at once where the cache is shared. In the memory of several
# processes only one of them hears of it, so there a page is kept a few seconds.
PAGE_CACHE_SECONDS = env_int(
    "PAGE_CACHE_SECONDS", 10 if "locmem" in CACHES["default"]["BACKEND"] else 300
)
# A cache in front that understands PURGE; none is needed.
PURGE_URL = env_text("PURGE_URL") and env_url("PURGE_URL", "", {"http", "https"})
# Apps and models whose text stands on citizens' pages, and those that citizens' own visits change.
PAGES_SHOW = {
    "cms", "wagtailcore.page", "wagtailcore.site", "wagtailcore.locale", "wagtailimages.image",
    "users.organisation", "questionnaires.campaign", "questionnaires.accesspoint",
    "questionnaires.questionnaireversion", "circles.story",
}  # fmt: skip
PAGES_NEVER_SHOW = {"cms.zerohit", "cms.scan"}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"

# --- Background work ------------------------------------------------------------------------------
CELERY_BROKER_URL = env_url(
    "BROKER_URL", "filesystem://localhost", {"filesystem", "redis", "rediss", "amqp"}
)
# A citizen never waits for a broker that is down: the dirty mark is in the database, beat finds it.
# Without these options kombu sleeps two seconds before it tells.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS["socket_connect_timeout"] = 1
if CELERY_BROKER_URL.startswith("filesystem"):
    BROKER_DIR, CONTROL_DIR = DATA_DIR / "broker", DATA_DIR / "broker-control"
    for folder in (BROKER_DIR, CONTROL_DIR):
        folder.mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(CONTROL_DIR),
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Copenhagen"
# Answers that come within these seconds are counted together.
FEEDBACK_REFRESH_DELAY = 2
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# --- Answers --------------------------------------------------------------------------------------
# Generous: a class, a ward or a whole school answers together from one network. In ten minutes.
CAPTURE_MOST_FROM_NETWORK = env_int("CAPTURE_MOST_FROM_NETWORK", 60)
CAPTURE_MOST_FROM_CAMPAIGN = env_int("CAPTURE_MOST_FROM_CAMPAIGN", 600)
CAPTURE_LEAST_SECONDS = env_int("CAPTURE_LEAST_SECONDS", 2)
CAPTURE_DOOR_SECONDS = env_int("CAPTURE_DOOR_SECONDS", 10)  # what is asked is kept (doors.py)
API_MOST_REQUESTS = env_int("API_MOST_REQUESTS", 300)  # with one key; and wrong ones from a network
# How many proxies of our own add to X-Forwarded-For; what stands before theirs is not believed.
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", 0)

# --- E-mail ---------------------------------------------------------------------------------------
EMAIL = Env.email_url_config(
    env_url("EMAIL_URL", "consolemail://", {"consolemail", "smtp", "smtp+tls", "smtp+ssl"})
)
vars().update(EMAIL)
DEFAULT_FROM_EMAIL = env_text("DEFAULT_FROM_EMAIL", "Kilden <kilden@localhost>")

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "portal.users.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_SESSION_REMEMBER = False
# What the editors of a platform may do besides its pages; the rows of other platforms stay closed.
EDITORS_MAY = (
    "wagtailadmin.access_admin",
    "cms.change_platform",
    "wagtail_localize.submit_translation",
    "cms.review_guidancepage",  # where clinicians have a login, this right is better theirs
    *(
        f"{app}.{deed}_{model}"
        for app, models in (
            ("cms", ("contact", "signpost", "synonymset")),
            ("questionnaires", ("campaign", "accesspoint", "moderator")),
            ("feedback", ("measure", "themelist")),
            ("circles", ("circle",)),
        )
        for model in models
        for deed in ("view", "add", "change", "delete")
    ),
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/kreds/"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day
CSRF_COOKIE_AGE = None

# --- Language -------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English"), ("ar", "العربية")]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Pages say their language first in the address (/en/…). These have one address in all languages.
LANGUAGE_IN_QUERY_PREFIXES = (
    "/s/", "/f/", "/konto/", "/kreds/", "/fag/", "/bevis/", "/-/", "/privatliv/",
)  # fmt: skip
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Kilden"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:2]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Nothing in the admin asks a server outside this installation.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Uploads are distrusted: cms/uploads.py looks inside. SVG is left out, because it may hold scripts.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.uploads.PictureForm"
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 70
WAGTAILDOCS_EXTENSIONS = ["pdf", "mp4", "webm", "vtt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 100 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.uploads.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # with the content types below, and films in parts
WAGTAILDOCS_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt; charset=utf-8",
}
WAGTAILDOCS_INLINE_CONTENT_TYPES = list(WAGTAILDOCS_CONTENT_TYPES.values())

LOG_LEVEL = env_choice("LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
# Answers and addresses of forms never reach a log: only the level of trouble and the traceback do.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # At DEBUG these tell each row that is stored, and each field that is drawn with what stands in it.
    "loggers": {name: {"level": "INFO"} for name in ("django.db.backends", "django.template")},
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "portal.reporting.HidesAnswers"
