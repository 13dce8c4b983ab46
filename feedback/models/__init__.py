"""The public door to the models of feedback."""

from feedback.models.measures import Measure, Observation
from feedback.models.publications import PagePublication, Publication
from feedback.models.tallies import Bucket, DirtyMark, Tally
from feedback.models.themes import (
    CodedText,
    Coding,
    Quote,
    Theme,
    ThemeList,
    ThemePublication,
)

__all__ = [
    "Bucket",
    "CodedText",
    "Coding",
    "DirtyMark",
    "Measure",
    "Observation",
    "PagePublication",
    "Publication",
    "Quote",
    "Tally",
    "Theme",
    "ThemeList",
    "ThemePublication",
]
