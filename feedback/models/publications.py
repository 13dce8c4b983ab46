"""Protected numbers, fit to be seen. Dashboards and exports read these and nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import Platform
from portal.periods import Quarter, Week


class PublicationQuerySet(models.QuerySet["Publication"]):
    def closed(self) -> "PublicationQuerySet":
        return self.filter(status=Publication.Status.CLOSED)


class Publication(models.Model):
    """What one platform's answers to one version tell about one week, or about some weeks together.

    While the week runs only the number of answers is here. When it has closed, its table is protected
    once, written, and never changed. A week of which too little could be shown waits, and is published
    together with its neighbours (decision 25): the first of them holds the table and names all `weeks`.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("The week is running")
        WAITING = "waiting", _("Too few answers, so it waits for the weeks beside it")
        MERGED = "merged", _("Published together with the weeks before it")
        CLOSED = "closed", _("Published")
        WITHHELD = "withheld", _("Could not be protected, so nothing is shown")

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "questionnaires.QuestionnaireVersion", models.PROTECT, related_name="+"
    )
    week = models.CharField(max_length=8)
    weeks = models.JSONField(default=list, help_text="All weeks that are in it; empty for one.")
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    count = models.PositiveIntegerField(null=True, help_text="None when it is 1 to 4.")
    table = models.JSONField(
        default=dict, help_text="See feedback/cubes.py: None marks a masked cell."
    )
    is_synthetic = models.BooleanField(default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("week",)
        constraints = [
            models.UniqueConstraint(
                fields=("platform", "version", "week"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.version} {self.week}"

    @property
    def period(self) -> Week:
        return Week.parse(self.week)

    @property
    def periods(self) -> list[Week]:
        return [Week.parse(week) for week in self.weeks or [self.week]]


class QuarterPublication(models.Model):
    """A table of one platform's answers to one version in one quarter. Written once, when it is over.

    It counts the people of the quarter's published weeks once more, and is protected together with what
    those weeks have shown.
    """

    class Status(models.TextChoices):
        CLOSED = "closed", _("Published")
        WITHHELD = "withheld", _("Could not be protected, so nothing is shown")

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "questionnaires.QuestionnaireVersion", models.PROTECT, related_name="+"
    )
    quarter = models.CharField(max_length=7)
    status = models.CharField(max_length=8, choices=Status)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ("quarter",)
        constraints = [
            models.UniqueConstraint(
                fields=("platform", "version", "quarter"), name="%(app_label)s_%(class)s_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.version} {self.quarter}"

    @property
    def period(self) -> Quarter:
        return Quarter.parse(self.quarter)


class DetailPublication(QuarterPublication):
    """How the answers of a quarter are spread over options, scales and places."""

    table = models.JSONField(
        default=dict, help_text="See feedback/detailcubes.py: None marks a masked cell."
    )


class PagePublication(QuarterPublication):
    """What the readers said of each page in one quarter."""

    table = models.JSONField(
        default=dict, help_text="See feedback/pagecubes.py: None marks a masked cell."
    )


class ChangePublication(QuarterPublication):
    """How people changed who first answered in a quarter, and how many of them did not come back.

    Written when the last of the quarters they were followed through is over, so each person is in one.
    """

    through = models.CharField(max_length=8, help_text="The last week that was looked at.")
    table = models.JSONField(
        default=dict, help_text="See feedback/courses.py: None marks a masked cell."
    )
