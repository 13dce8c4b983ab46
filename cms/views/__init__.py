"""Screens at the editors' desk that Wagtail does not bring."""
