"""A full rebuild of the tallies: who asked for it, how much there is to count, and how far it is."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.models.tallies import DirtyMark


def buckets_in(marks: models.QuerySet[DirtyMark]) -> int:
    return marks.order_by().values("version_id", "week").distinct().count()


class RebuildQuerySet(models.QuerySet["Rebuild"]):
    def not_begun(self) -> "RebuildQuerySet":
        return self.filter(total=None)

    def settle(self, at: datetime) -> None:
        """Write down when those that have begun and have nothing left were finished."""
        for rebuild in self.filter(finished_at=None).exclude(total=None):
            if not rebuild.left:
                self.filter(pk=rebuild.pk, finished_at=None).update(finished_at=at)


class Rebuild(models.Model):
    """One counting of everything anew. Asked for by a row, begun by a worker, and so never lost.

    What is left follows from the marks that were there when it began, so it needs no counter that
    a worker which dies could leave wrong, and answers that come meanwhile do not prolong it.
    """

    asked_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    total = models.PositiveIntegerField(null=True)
    last_mark = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = RebuildQuerySet.as_manager()

    class Meta:
        default_permissions = ("add",)
        constraints = [
            models.CheckConstraint(
                condition=Q(total=None, last_mark=None)
                | Q(total__isnull=False, last_mark__isnull=False),
                name="%(app_label)s_%(class)s_has_begun_or_not",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def left(self) -> int:
        """Return how many weeks still wait, never more than there were."""
        if self.finished_at or self.total is None:
            return 0
        return min(self.total, buckets_in(DirtyMark.objects.filter(pk__lte=self.last_mark)))

    @property
    def done(self) -> int:
        return (self.total or 0) - self.left
