"""Requests of people who ask what is held of them, holds, and what was erased.

Only the service itself reads these tables, for a data protection officer: see the migrations.
"""

from django.db import models

from saferboard.core.casework.subject_access import Reason
from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.casework.lock.models import WHOLE, InCase
from saferboard.web.casework.running.kept import AddedTo


class SubjectRequest(models.Model):
    """Somebody asks what is held of them. ``names`` and ``born`` go when it is closed.

    ``identity`` is the day on which it was checked who asks. ``submitted`` is the SHA-256 of the
    answer that a second officer is asked to look at; ``approved`` of the one that they approved.
    """

    received = models.DateField()
    names = models.TextField(blank=True)
    born = models.DateField(null=True, blank=True)
    identity = models.DateField(null=True, blank=True)
    extended = models.DateField(null=True, blank=True)
    extended_because = models.TextField(blank=True)
    submitted = models.CharField(max_length=64, blank=True)
    submitted_by = models.CharField(max_length=120, blank=True)
    approved = models.CharField(max_length=64, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    closed = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-received", "-pk")

    def __str__(self) -> str:
        return f"subject request {self.pk}"


class Stood(models.Model):
    """The clock of a request stood from the day on which something was asked, until it came."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="pauses")
    asked = models.DateField()
    came = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("asked", "pk")


class OfRequest(InCase):
    """What is done for a request in a case that is about its subject."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        abstract = True


class About(OfRequest):
    """An officer found that the case is about the subject."""

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("request", "case"), name="a_case_is_picked_once"),
        )


class Judged(OfRequest):
    """A piece is given or left out. The newest of a piece counts, while its text is the same."""

    erases = WHOLE
    piece = models.CharField(max_length=80)
    sha = models.CharField(max_length=64)
    given = models.BooleanField()
    because = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)


class Redacted(OfRequest):
    """A stretch of a piece is kept back: from where to where, and why. Never its words.

    ``sha`` is of the text in which the places were counted. ``undone``: it is given after all.
    """

    erases = ("because", "title")
    piece = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    sha = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=120, choices=[(one, one) for one in Reason])
    because = models.TextField()
    undone = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("piece", "start", "pk")


class Exported(FrozenModel):
    """An answer was taken out: in which form, and its SHA-256. The answer itself is not kept.

    ``alone``: there was no second officer who could have approved it.
    """

    request = models.ForeignKey(SubjectRequest, on_delete=models.PROTECT, related_name="exports")
    form = models.CharField(max_length=4)
    sha = models.CharField(max_length=64)
    approved_by = models.CharField(max_length=120, blank=True)
    alone = models.BooleanField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


class Hold(InCase):
    """The case must stay, whatever the rule says: a claim, an inquiry. Until it is lifted."""

    erases = ("because", "lifted_because")
    because = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    lifted = models.DateTimeField(null=True, blank=True)
    lifted_because = models.TextField(blank=True)
    lifted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("at", "pk")


class Erasure(InCase, FrozenModel):
    """What a case said was erased: by which rule, why then, how many rows and files. For ever."""

    rule = models.CharField(max_length=400)
    because = models.CharField(max_length=300)
    rows = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=("case",), name="a_case_is_erased_once"),)


class Unwanted(AddedTo):
    """A stored file that nothing may name any more: it goes once the erasure is committed."""

    sha = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
