"""What a circle is, who is in it, and what it keeps."""

from feedback.circles.models.circles import Circle, CircleMember, OwnedMeasure
from feedback.circles.models.keys import CircleKey, CircleKeyQuerySet
from feedback.circles.models.letters import SignalLetter

__all__ = [
    "Circle",
    "CircleKey",
    "CircleKeyQuerySet",
    "CircleMember",
    "OwnedMeasure",
    "SignalLetter",
]
