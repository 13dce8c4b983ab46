"""The public door to the models of feedback."""

from feedback.models.measures import Measure, Observation
from feedback.models.publications import (
    ChangePublication,
    DetailPublication,
    PagePublication,
    Publication,
    QuarterPublication,
)
from feedback.models.tallies import Bucket, ChangeTally, DirtyMark, Tally
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
    "ChangePublication",
    "ChangeTally",
    "CodedText",
    "Coding",
    "DetailPublication",
    "DirtyMark",
    "Measure",
    "Observation",
    "PagePublication",
    "Publication",
    "QuarterPublication",
    "Quote",
    "Tally",
    "Theme",
    "ThemeList",
    "ThemePublication",
]
