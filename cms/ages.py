"""How an age is said to a reader. What citizens read in Python stands apart from words for editors,
so that a language without an admin (Arabic) knows what it has to say."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def as_people_say(months: int) -> str:
    """Return 1½ years, 3 years, 10 months."""
    years, rest = divmod(months, 12)
    if rest == 6:
        return _("%(years)s½ years") % {"years": years or ""}
    if rest:
        return _("%(months)s months") % {"months": months}
    return ngettext("%(years)s year", "%(years)s years", years) % {"years": years}
