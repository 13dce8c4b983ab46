"""What the pages of advice store about people."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.notes import Note

NOTES = (
    Note(
        heading=_("When you search and nothing is found"),
        stored={
            "cms.ZeroHit.query": _("the words you searched for"),
            "cms.ZeroHit.platform": _("the topic and the language you searched in"),
            "cms.ZeroHit.language": _("the topic and the language you searched in"),
            "cms.ZeroHit.on": _("the date, not the time"),
        },
        why=_("So that the editors learn which advice is missing. Nothing tells who searched."),
        kept=_("Until an editor has looked at it and removed it."),
    ),
    Note(
        heading=_("When you follow the code on a poster"),
        stored={
            "cms.Scan.signpost": _("which poster it was"),
            "cms.Scan.week": _("the week"),
            "cms.Scan.count": _("how many times it was followed that week"),
        },
        why=_("So that we know which posters are used. It is a number; nothing tells who came."),
        kept=_("As long as the poster is in use."),
    ),
    Note(
        heading=_("When you vouch for advice, or answer a family's call"),
        stored={
            "cms.GuidancePage.reviewer": _("name and profession of the one who reviewed a page"),
            "cms.GuidancePage.reviewer_role": _(
                "name and profession of the one who reviewed a page"
            ),
            "cms.GuidancePage.locked_by": _("who wrote or changed what, and when"),
            "cms.GuidancePage.owner": _("who wrote or changed what, and when"),
            "cms.PortalPage.*": _("who wrote or changed what, and when"),
            "cms.PlatformPage.*": _("who wrote or changed what, and when"),
            "cms.Platform.lead": _("who leads a topic"),
            "cms.Contact.*": _("names and telephone numbers of those whom families may call"),
        },
        why=_("So that readers can see who vouches for the advice, and whom they may call."),
        kept=_("As long as the page or the contact is shown, and in the history of the page."),
    ),
)
