"""Applications for a case review, what was decided of them, and the figures that were published."""

from django.db import models

from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.casework.lock.models import InCase, InClass


class Application(InCase):
    """An application of a day, and the number of complaints that was needed then.

    What the applicant wrote stands in entries of the case, each in its class.
    """

    applied = models.DateField()
    complaints_needed = models.PositiveSmallIntegerField()
    hate_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    decided = models.DateField(null=True, blank=True)
    met = models.BooleanField(default=False)
    reviewed = models.DateField(null=True, blank=True)
    recommended = models.BooleanField(default=False)

    class Meta:
        ordering = ("applied", "pk")


class Complaint(InClass):
    """A complaint made before: when the behaviour was, when it was reported, and to whom."""

    behaviour = models.DateField()
    made = models.DateField()
    told = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=60, blank=True)
    hate = models.BooleanField(default=False)

    class Meta:
        ordering = ("behaviour", "made", "pk")


class Published(FrozenModel):
    """The figures of a year, beginning in April, as they were published. The newest counts."""

    year = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    because = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-year", "-pk")
