"""For the one machine of `make run`: demo users may exist, nothing needs to be set."""

from portal.settings.base import *  # noqa: F403
from portal.settings.env import env_bool

DEBUG = env_bool("DEBUG", False)
DEMO_ALLOWED = True
ALLOWED_HOSTS = ["*"]
STATIC_ROOT = ""  # files are served from where they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
