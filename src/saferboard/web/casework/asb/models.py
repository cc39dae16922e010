"""What is stored of anti-social behaviour, beside what every case has (``running.models``)."""

from django.db import models

from saferboard.core.casework.asb.kinds import Channel, Kind
from saferboard.web.casework.asb.police_models import (
    IncidentLink,
    Load,
    Measured,
    PoliceIncident,
    Study,
    Unit,
)
from saferboard.web.casework.lock.models import InClass
from saferboard.web.casework.running.kept import AddedTo
from saferboard.web.casework.running.models import Entry
from saferboard.web.directory.models import Organisation


class Written(models.Model):
    """Who wrote it down, when, and for which agency."""

    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Report(InClass, Written, AddedTo):
    """Something that a resident or a partner told us of. Its words are the entry's.

    ``quoted`` are the references in it that may be the police's, plainly written, with a space
    before and after each.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="report")
    channel = models.CharField(max_length=20, choices=[(one, one) for one in Channel])
    kind = models.CharField(max_length=20, choices=[(one, one) for one in Kind])
    earliest = models.DateTimeField()
    latest = models.DateTimeField()
    area = models.CharField(max_length=9)
    lsoa = models.CharField(max_length=9, blank=True)
    street = models.CharField(max_length=200, blank=True)
    quoted = models.TextField(blank=True)

    class Meta:
        ordering = ("earliest", "pk")
        indexes = (models.Index(fields=("area", "earliest")),)


class VictimContact(InClass, Written, AddedTo):
    """Somebody spoke to the victim, or tried to."""

    on = models.DateField()
    reached = models.BooleanField()
    channel = models.CharField(max_length=20, choices=[(one, one) for one in Channel])
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("-on", "-pk")


class Visit(InClass, Written):
    """A visit that is to be made. What came of it is written once."""

    due = models.DateField()
    words = models.TextField()
    made = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("due", "pk")


class EvidenceFile(InClass, Written):
    """A file kept as evidence under the SHA-256 of its bytes (``directory.files``).

    Only what was scanned and found clean is open, or what somebody accepted unscanned.
    """

    keeps = ("sha",)
    sha = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    scan = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    accepted = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=120, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")


__all__ = [
    "EvidenceFile",
    "IncidentLink",
    "Load",
    "Measured",
    "PoliceIncident",
    "Report",
    "Study",
    "Unit",
    "VictimContact",
    "Visit",
]
