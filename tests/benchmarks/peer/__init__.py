"""Wagtail's own form page, as its manual makes it: the peer that answers are measured against."""
