"""The police's incidents, their links to reports, and the measuring of the overlap.

An incident belongs to no case: it is guarded by the agency that sent it (``guards``). A link is of
the report's case.
"""

from django.db import models

from saferboard.core.casework.asb.kinds import Kind
from saferboard.web.casework.lock.models import InClass
from saferboard.web.casework.running.kept import AddedTo
from saferboard.web.directory.models import Organisation


class PoliceIncident(models.Model):
    """One incident, as the newest file says. ``changed`` is when a file last said otherwise."""

    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=[(one, one) for one in Kind])
    area = models.CharField(max_length=9)
    lsoa = models.CharField(max_length=9, blank=True)
    street = models.CharField(max_length=200, blank=True)
    closing = models.CharField(max_length=100, blank=True)
    loaded = models.DateTimeField()
    changed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "reference")
        constraints = (
            models.UniqueConstraint(
                fields=("holder", "reference"), name="one_incident_a_reference"
            ),
        )
        indexes = (models.Index(fields=("holder", "area", "at")),)


class Load(AddedTo):
    """A file that was taken in, and what it changed. Lines and reasons, never what stood there."""

    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sha = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    rejects = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-at", "-pk")


class IncidentLink(InClass):
    """A person judged whether an incident and a report are the same. ``undone`` ends it."""

    incident = models.ForeignKey(PoliceIncident, on_delete=models.PROTECT, related_name="links")
    report = models.ForeignKey("asb.Report", on_delete=models.CASCADE, related_name="links")
    same = models.BooleanField()
    reasons = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("incident", "report"),
                condition=models.Q(undone__isnull=True),
                name="one_judgement_of_a_pair",
            ),
        )


class Study(models.Model):
    """A sample drawn to measure the overlap in one agency's cases.

    ``total`` and ``linked`` are as they were when it was drawn.
    """

    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=9)
    period = models.CharField(max_length=20)
    seed = models.CharField(max_length=60)
    total = models.PositiveIntegerField()
    linked = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-at", "-pk")


class Unit(models.Model):
    """One incident of a sample. Whether the agency holds it too is what its link says.

    ``verdict`` is set where there is none: ``not held`` or ``unsure``.
    """

    NOT_HELD, UNSURE = "not held", "unsure"

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="units")
    incident = models.ForeignKey(PoliceIncident, on_delete=models.PROTECT, related_name="units")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("study", "number"), name="one_unit_a_number"),
        )


class Measured(AddedTo):
    """An overlap that was handed out for the Board's dashboard: a share and its limits, no more."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="measured")
    area = models.CharField(max_length=9)
    period = models.CharField(max_length=20)
    of = models.SlugField(max_length=60)
    per_cent = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()
    method = models.CharField(max_length=300)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("at", "pk")
