"""The parts an editor builds advice from. Each shows itself in the picker with icon, preview and words."""

from cms.blocks.ages import AgesBlock, GuidanceStream, PartsStream, shown_parts
from cms.blocks.care import CareBlock, CareLevel, CareStream
from cms.blocks.contacts import ContactsBlock
from cms.blocks.evidence import EvidenceStream, FactBlock, SourceBlock
from cms.blocks.media import FilmLinkBlock, PictureBlock, VideoBlock
from cms.blocks.text import TEXT_FEATURES, DoDontBlock, StepsBlock, TextBlock
from cms.blocks.tools import ChecklistBlock, DiaryBlock, QuestionnaireLinkBlock

__all__ = [
    "TEXT_FEATURES",
    "AgesBlock",
    "CareBlock",
    "CareLevel",
    "CareStream",
    "ChecklistBlock",
    "ContactsBlock",
    "DiaryBlock",
    "DoDontBlock",
    "EvidenceStream",
    "FactBlock",
    "FilmLinkBlock",
    "GuidanceStream",
    "PartsStream",
    "PictureBlock",
    "QuestionnaireLinkBlock",
    "SourceBlock",
    "StepsBlock",
    "TextBlock",
    "VideoBlock",
    "shown_parts",
]
