"""The public door to the models of feedback."""

from feedback.models.marks import ChartMark, Signal
from feedback.models.measures import Measure, Observation
from feedback.models.publications import (
    ChangePublication,
    DetailPublication,
    PagePublication,
    Publication,
    QuarterPublication,
)
from feedback.models.rebuilds import Rebuild
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
    "ChartMark",
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
    "Rebuild",
    "Signal",
    "Tally",
    "Theme",
    "ThemeList",
    "ThemePublication",
]
