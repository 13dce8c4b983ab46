"""Ages as people say them: 1½ years, 3 years, 10 months; "from 5 years", "4 to 6 years"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def spoken_age(months: int) -> str:
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
