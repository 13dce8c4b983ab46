"""The product as it runs, with the bare views and the form page that it is measured against."""

from portal.settings.dev import *  # noqa: F403, TID251

INSTALLED_APPS += ["tests.benchmarks.peer"]  # noqa: F405
ROOT_URLCONF = "tests.benchmarks.urls"
PAGE_CACHE_SECONDS = 300
