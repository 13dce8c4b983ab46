"""What a circle is, who is in it, and what it keeps."""

from feedback.circles.models.actions import Action
from feedback.circles.models.circles import Circle, CircleMember
from feedback.circles.models.decisions import Decision, Statement
from feedback.circles.models.keys import CircleKey, CircleKeyQuerySet
from feedback.circles.models.letters import Letter, MonthLetter, SignalLetter
from feedback.circles.models.meetings import AgendaItem, Attendance, Meeting, MeetingSeries
from feedback.circles.models.owning import OwnedMeasure
from feedback.circles.models.population import PopulationStep
from feedback.circles.models.projects import (
    Driver,
    HandoverItem,
    ImprovementProject,
    PDSACycle,
    Spread,
    WorkPackage,
)
from feedback.circles.models.reminders import Reminder
from feedback.circles.models.stories import Story

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "Circle",
    "CircleKey",
    "CircleKeyQuerySet",
    "CircleMember",
    "Decision",
    "Driver",
    "HandoverItem",
    "ImprovementProject",
    "Letter",
    "Meeting",
    "MeetingSeries",
    "MonthLetter",
    "OwnedMeasure",
    "PDSACycle",
    "PopulationStep",
    "Reminder",
    "SignalLetter",
    "Spread",
    "Statement",
    "Story",
    "WorkPackage",
]
