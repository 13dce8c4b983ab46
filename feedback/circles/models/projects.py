"""Improvement projects after the Model for Improvement: three questions, a driver diagram, tests (PDSA).

Langley and others, *The Improvement Guide* (2009): what do we want to achieve, how do we know that a change
is an improvement, which changes can we make; then Plan, Do, Study, Act.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.circles.models.circles import Circle
from feedback.models import Measure
from portal.users.models import Place


class ImprovementProject(models.Model):
    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        OPERATING = "operating", _("handed over to operations")
        CLOSED = "closed", _("closed")

    circle = models.ForeignKey(Circle, models.PROTECT, related_name="projects")
    title = models.CharField(_("title"), max_length=80)
    aim = models.TextField(
        _("What do we want to achieve?"), help_text=_("How much, for whom, before when.")
    )
    knowing = models.TextField(_("How do we know that a change is an improvement?"), blank=True)
    changing = models.TextField(
        _("Which changes can we make that will lead to improvement?"), blank=True
    )
    measures = models.ManyToManyField(
        Measure, related_name="projects", blank=True, verbose_name=_("measures")
    )
    decision = models.ForeignKey(
        "circles.Decision", models.PROTECT, related_name="projects", null=True, blank=True
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.RUNNING)
    started_on = models.DateField()
    closed_on = models.DateField(null=True)
    learned = models.TextField(_("what was learned"), blank=True)

    class Meta:
        ordering = ("-started_on", "-pk")
        verbose_name = _("improvement project")
        verbose_name_plural = _("improvement projects")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="closed")
                | (models.Q(closed_on__isnull=False) & ~models.Q(learned="")),
                name="%(app_label)s_%(class)s_closes_with_what_was_learned",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("circles:project", args=(self.circle.slug, self.pk))


class Driver(models.Model):
    """A node of the driver diagram. The aim is the project's; each node hangs on the one it works through."""

    class Level(models.IntegerChoices):
        PRIMARY = 1, _("Primary driver")
        SECONDARY = 2, _("Secondary driver")
        IDEA = 3, _("Change idea")

    project = models.ForeignKey(ImprovementProject, models.CASCADE, related_name="drivers")
    parent = models.ForeignKey("self", models.CASCADE, related_name="children", null=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    text = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("driver")
        verbose_name_plural = _("drivers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=1, parent=None)
                | models.Q(level__in=(2, 3), parent__isnull=False),
                name="%(app_label)s_%(class)s_reaches_the_aim",
            )
        ]

    def __str__(self) -> str:
        return self.text


class PDSACycle(models.Model):
    """One test of one change. A ramp is a row of cycles, each of which follows another."""

    class Act(models.TextChoices):
        ADOPT = "adopt", _("Adopt")
        ADAPT = "adapt", _("Adapt")
        ABANDON = "abandon", _("Abandon")

    project = models.ForeignKey(ImprovementProject, models.PROTECT, related_name="cycles")
    idea = models.ForeignKey(
        Driver, models.PROTECT, related_name="cycles", null=True, blank=True,
        verbose_name=_("change idea"),
    )  # fmt: skip
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True,
        verbose_name=_("follows"),
    )  # fmt: skip
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="cycles", null=True, blank=True,
        verbose_name=_("measure"),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=80)
    plan = models.TextField(_("what we try: who, where, when"))
    prediction = models.TextField(_("what we think will happen"))
    judging = models.TextField(_("how we will judge it"))
    starts_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ready for Study"))
    happened = models.TextField(_("what happened"), blank=True)
    studied = models.TextField(_("what we saw beside what we thought"), blank=True)
    act = models.CharField(_("Act"), max_length=7, choices=Act, blank=True)
    acted_on = models.DateField(null=True)

    class Meta:
        ordering = ("starts_on", "pk")
        verbose_name = _("PDSA cycle")
        verbose_name_plural = _("PDSA cycles")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(prediction="") & ~models.Q(judging=""),
                name="%(app_label)s_%(class)s_predicts",
            ),
            models.CheckConstraint(
                condition=models.Q(act="", acted_on=None)
                | (
                    models.Q(acted_on__isnull=False)
                    & ~models.Q(happened="")
                    & ~models.Q(studied="")
                ),
                name="%(app_label)s_%(class)s_acts_after_study",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WorkPackage(models.Model):
    """That one of the eleven work packages is done; what each is stands in feedback/circles/packages.py."""

    project = models.ForeignKey(ImprovementProject, models.CASCADE, related_name="packages")
    number = models.PositiveSmallIntegerField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ("number",)
        verbose_name = _("work package")
        verbose_name_plural = _("work packages")
        constraints = [
            models.UniqueConstraint(
                fields=("project", "number"), name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 11)), name="%(app_label)s_%(class)s_one_of_11"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.number}"


class Spread(models.Model):
    """How far a change has come in another place."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        TRYING = "trying", _("trying it")
        RUNNING = "running", _("does it every day")
        DECLINED = "declined", _("said no")

    project = models.ForeignKey(ImprovementProject, models.CASCADE, related_name="spreads")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    state = models.CharField(_("how far"), max_length=8, choices=State, default=State.ASKED)
    note = models.CharField(_("note"), max_length=300, blank=True)
    since = models.DateField()

    class Meta:
        ordering = ("place",)
        verbose_name = _("spread")
        verbose_name_plural = _("spreads")
        constraints = [
            models.UniqueConstraint(
                fields=("project", "place"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.place}"


class HandoverItem(models.Model):
    """One line of the checklist that turns a project into operations."""

    class Key(models.TextChoices):
        CONTENT = "content", _("Who owns the content?")
        MEASURES = "measures", _("Who owns the measures?")
        CONTACT = "contact", _("Who is the contact?")
        MONITORED = "monitored", _("What is monitored, and how often?")
        RESPONSE = "response", _("Who acts on a signal?")

    project = models.ForeignKey(ImprovementProject, models.CASCADE, related_name="handover")
    key = models.CharField(max_length=9, choices=Key)
    answer = models.CharField(_("answer"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True,
        verbose_name=_("person"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("line of the handover")
        verbose_name_plural = _("lines of the handover")
        constraints = [
            models.UniqueConstraint(fields=("project", "key"), name="%(app_label)s_%(class)s_once")
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.get_key_display()}"
