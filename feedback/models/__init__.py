"""The public door to the models of feedback."""

from feedback.models.measures import Measure, Observation
from feedback.models.publications import (
    DetailPublication,
    PagePublication,
    Publication,
    QuarterPublication,
)
from feedback.models.tallies import Bucket, DirtyMark, Tally

__all__ = [
    "Bucket",
    "DetailPublication",
    "DirtyMark",
    "Measure",
    "Observation",
    "PagePublication",
    "Publication",
    "QuarterPublication",
    "Tally",
]
