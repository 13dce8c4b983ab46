"""How an age is said to a reader. What citizens read in Python stands apart from words for editors,
so that a language without an admin (Arabic) knows what it has to say."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def spoken_age(months: int) -> str:
    """Return 1½ years, 3 years, 10 months."""
    years, rest = divmod(months, 12)
    if rest == 6:
        return _("%(years)s½ years") % {"years": years or ""}
    if rest:
        return _("%(months)s months") % {"months": months}
    return ngettext("%(years)s year", "%(years)s years", years) % {"years": years}


def spoken_span(from_months: int, to_months: int | None) -> str:
    """Return the ages from one limit up to, not including, the other."""
    if to_months is None:
        return _("From %(lower)s") % {"lower": spoken_age(from_months)}
    if not from_months:
        return _("Below %(upper)s") % {"upper": spoken_age(to_months)}
    limits = {"lower": spoken_age(from_months), "upper": spoken_age(to_months)}
    return _("From %(lower)s, below %(upper)s") % limits
