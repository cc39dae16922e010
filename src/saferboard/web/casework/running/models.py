"""What is stored of the running of a case: steps taken, entries, messages, tasks."""

from django.conf import settings
from django.db import models

from saferboard.web.casework.lock.models import InCase, InClass
from saferboard.web.casework.running.kept import AddedTo
from saferboard.web.directory.models import Organisation

NOTE = "note"
"""The piece of an entry that no step requires."""


class Taken(InCase, AddedTo):
    """A step was taken, or (``step`` empty) the case was moved to another version.

    ``turn`` is the case's after it. Words about it are an ``Entry``: they have a class, this has
    none.
    """

    step = models.SlugField(max_length=60, blank=True)
    out_of = models.SlugField(max_length=60)
    into = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    turn = models.PositiveIntegerField()
    because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    agency = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("turn",)
        constraints = (models.UniqueConstraint(fields=("case", "turn"), name="one_step_a_turn"),)


class Entry(InClass, AddedTo):
    """Something written into the case: a piece of evidence that a step requires, or a note.

    ``replaces`` is the earlier entry that this one puts right; both are kept. ``taken`` is the
    step whose words these are. ``data`` is what a room with a form of its own keeps beside them.
    """

    piece = models.CharField(max_length=120, default=NOTE)
    words = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    taken = models.ForeignKey(
        Taken, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("case", "piece")),)


class Addressed(models.Model):
    """Meant for a role: at one agency, or at every agency of the case."""

    to_role = models.SlugField(max_length=60)
    to_agency = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class Message(InClass, Addressed):
    """A message along a line of the procedure. ``read`` is when its first addressee opened it."""

    from_role = models.SlugField(max_length=60)
    step = models.SlugField(max_length=60, blank=True)
    words = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    read = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")


class RefusedMessage(InCase, Addressed, AddedTo):
    """Somebody tried to write outside the lines. What they wrote is not kept."""

    from_role = models.SlugField(max_length=60)
    step = models.SlugField(max_length=60, blank=True)
    because = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")


class Task(InClass, Addressed):
    """Something that a partner is asked to do by a day. The answer is written once."""

    words = models.TextField()
    due = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    done = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=120, blank=True)
    done_at = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("due", "pk")


class Reminded(models.Model):
    """Somebody was reminded on a day, whatever of: one mail a day, however often it is asked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "on"), name="reminded_of_cases_once_a_day"),
        )
