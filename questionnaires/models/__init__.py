"""The public door to the models of questionnaires.

Outside this package only `feedback/aggregation.py` may come in: answers are read in one place.
"""

from questionnaires.models.campaigns import AccessPoint, Campaign
from questionnaires.models.definitions import Questionnaire, QuestionnaireVersion
from questionnaires.models.responses import Response

__all__ = ["AccessPoint", "Campaign", "Questionnaire", "QuestionnaireVersion", "Response"]
