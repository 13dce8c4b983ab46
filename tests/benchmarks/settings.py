"""The product as it runs, with one view more: the bare one that its pages are measured against."""

from portal.settings.dev import *  # noqa: F403, TID251

ROOT_URLCONF = "tests.benchmarks.urls"
PAGE_CACHE_SECONDS = 300
