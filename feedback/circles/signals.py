"""News inside the room: deeds tell them, receivers.py hears them."""

from django.dispatch import Signal

meetings_announced = Signal()
"""Meetings were planned, moved or called off. Gives `meetings`, all of one circle."""
