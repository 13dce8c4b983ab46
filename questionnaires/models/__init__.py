"""The public door to the models of questionnaires.

Outside this package only `feedback/aggregation.py` may come in: answers are read in one place.
"""

from questionnaires.models.access_points import AccessPoint
from questionnaires.models.afterwords import Afterword
from questionnaires.models.campaigns import Campaign
from questionnaires.models.definitions import LicenceGrant, Questionnaire, QuestionnaireVersion
from questionnaires.models.devices import Device
from questionnaires.models.notices import Notice
from questionnaires.models.responses import Response
from questionnaires.models.scores import Score
from questionnaires.models.taken_out import Erasure, Quarantine
from questionnaires.models.texts import Moderator, OwnWords, WordsDecision

__all__ = [
    "AccessPoint",
    "Afterword",
    "Campaign",
    "Device",
    "Erasure",
    "LicenceGrant",
    "Moderator",
    "Notice",
    "Quarantine",
    "OwnWords",
    "Questionnaire",
    "QuestionnaireVersion",
    "Response",
    "Score",
    "WordsDecision",
]
