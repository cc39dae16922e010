"""Releases, stored measure by measure, and a person's own RAG beside them. All written once."""

from django.db import models

from saferboard.core.evidence.measures import Rag
from saferboard.web.audit.frozen import FrozenModel


class Release(FrozenModel):
    """One frozen quarter. ``header`` is the release but for its assessments, as JSON.

    ``fingerprint`` is the SHA-256 of what it says (see ``evidence.storage``); a quarter may be
    released again with other content, and the releases of a quarter are numbered from 1.
    """

    quarter = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=20)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    header = models.JSONField()

    class Meta:
        ordering = ("-quarter", "-number")
        constraints = (
            models.UniqueConstraint(fields=("quarter", "number"), name="one_release_of_a_number"),
        )

    is_new = False  # set by the action that has just stored it

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """``2021/22-Q4.1``: its quarter and its number in the quarter."""
        return f"{self.quarter}.{self.number}"


class PublicRelease(FrozenModel):
    """The public version of a release, worked out once, when it is frozen.

    ``header`` and ``payloads`` are as the release's own, and hold only the measures that differ.
    ``figures`` and ``months`` are not shown in public; of ``unproven`` counts earlier publications
    tell more than declared. ``fingerprint`` is that of the public version: a hash of what is partly
    hidden could be tried against guesses.
    """

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="public")
    fingerprint = models.CharField(max_length=64)
    figures = models.PositiveIntegerField()
    months = models.PositiveIntegerField()
    unproven = models.PositiveIntegerField()
    header = models.JSONField()
    payloads = models.JSONField()

    def __str__(self) -> str:
        return f"public version of {self.release_id}"


class BoundedCount(FrozenModel):
    """A small count of a release that earlier ones bound more tightly than declared.

    It is for whoever may see suppressed figures: where an attack succeeds is told to nobody else.
    A ``rest`` is what the parts of a count leave of it.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="bounded")
    order = models.PositiveIntegerField()
    measure = models.CharField(max_length=500)
    area = models.CharField(max_length=200)
    period = models.CharField(max_length=80)
    rest = models.BooleanField()

    class Meta:
        ordering = ("release", "order")

    def __str__(self) -> str:
        rest = ", what its parts leave" if self.rest else ""
        return f"{self.measure}, {self.area}, {self.period}{rest}"


class ReleasedMeasure(FrozenModel):
    """All that a release says of one measure: its assessments in every area, as JSON."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="measures")
    measure = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    payload = models.JSONField()

    class Meta:
        ordering = ("release", "order")
        constraints = (
            models.UniqueConstraint(fields=("release", "measure"), name="a_measure_once"),
        )

    def __str__(self) -> str:
        return f"{self.measure} in {self.release_id}"


class RagOverride(FrozenModel):
    """A person's RAG for one measure and area of a release; the newest one stands."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="overrides")
    measure = models.CharField(max_length=120)
    area = models.CharField(max_length=20)
    rag = models.CharField(max_length=10, choices=[(rag.value, rag.value) for rag in Rag])
    reason = models.TextField()
    by = models.CharField(max_length=120)
    on = models.DateField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.rag} for {self.measure} in {self.area}"
