"""The public door to the models of feedback."""

from feedback.models.marks import ChartMark, Signal
from feedback.models.measures import Measure, Observation
from feedback.models.publications import (
    DetailPublication,
    PagePublication,
    Publication,
    QuarterPublication,
)
from feedback.models.rebuilds import Rebuild
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
