"""The public door to the models of feedback."""

from feedback.models.measures import ChartMark, Measure, Observation
from feedback.models.publications import DetailPublication, PagePublication, Publication
from feedback.models.tallies import Bucket, DirtyMark, Tally

__all__ = [
    "Bucket",
    "ChartMark",
    "DetailPublication",
    "DirtyMark",
    "Measure",
    "Observation",
    "PagePublication",
    "Publication",
    "Tally",
]
