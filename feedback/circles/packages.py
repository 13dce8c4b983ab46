"""The eleven work packages of an improvement project, from the improvement course behind Tæt og tør."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Package(NamedTuple):
    number: int
    title: Promise
    help: Promise


PACKAGES = (
    Package(1, _("A shared theory"), _("Draw the driver diagram together, from the aim to ideas.")),
    Package(
        2, _("Choose change ideas"), _("Choose the few ideas you believe in most. Begin small.")
    ),
    Package(3, _("The social system"), _("Who must want this? Talk with them before you test.")),
    Package(4, _("System factors"), _("What around you helps or hinders: time, rooms, rules, IT?")),
    Package(
        5, _("Make a run chart"), _("Choose the measures, and see how it is before you change.")
    ),
    Package(6, _("Start PDSA ramps"), _("Test with one, then five, then all. Predict each time.")),
    Package(7, _("Plan the test phase"), _("Who tests what, where and when, and who gathers it?")),
    Package(
        8, _("A shared overview"), _("Put tests, charts and actions where everybody sees them.")
    ),
    Package(9, _("Understand variation"), _("Tell chance from change before you act on a number.")),
    Package(
        10,
        _("Choose how to implement"),
        _("At once, place by place, or when somebody asks for it?"),
    ),
    Package(
        11,
        _("Plan the implementation"),
        _("Who owns it, what holds it up, and how is it followed?"),
    ),
)
