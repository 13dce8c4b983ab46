"""The public door to the models of questionnaires.

Outside this package only `feedback/aggregation.py` may come in: answers are read in one place.
"""

from questionnaires.models.campaigns import AccessPoint, Campaign
from questionnaires.models.definitions import LicenceGrant, Questionnaire, QuestionnaireVersion
from questionnaires.models.responses import Response
from questionnaires.models.scores import Score
from questionnaires.models.texts import OwnWords

__all__ = [
    "AccessPoint",
    "Campaign",
    "LicenceGrant",
    "OwnWords",
    "Questionnaire",
    "QuestionnaireVersion",
    "Response",
    "Score",
]
