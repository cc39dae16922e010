"""Meetings, and the items on their agendas."""

from django.db import models

from saferboard.core.board.agenda import PARAGRAPHS, TITLES, Standing
from saferboard.core.board.pack import ItemKind
from saferboard.web.directory.models import Body, Post

__all__ = ["AgendaItem", "Meeting", "Standing"]


class Meeting(models.Model):
    """A body meets on a day. ``place`` is a venue or how it is held; ``link`` is for those invited.

    A cancelled meeting stays, with why. ``taken_from`` names the source that a meeting of the past
    was taken in from; empty for what was arranged here.
    """

    class State(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", "Planned"
        CALLED = "called", "Called"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField()
    starts = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    because = models.TextField(blank=True)
    taken_from = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("date", "pk")
        constraints = (
            models.UniqueConstraint(fields=("body", "date"), name="a_body_meets_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.body}, {self.day}"

    @property
    def day(self) -> str:
        """``10 June 2022``."""
        return f"{self.date.day} {self.date:%B %Y}"


class AgendaItem(models.Model):
    """An item of business. ``number`` is its place on the agenda and the mark on its papers.

    What is not on the agenda any more keeps the number it had.

    ``topic`` is the subject of the forward plan that it answers, by key; ``source`` says which rule
    or resolution asked for it. ``minutes`` are those set aside. What is withdrawn or deferred stays
    and is shown. Restricted: ``paragraph`` of Part 1 of Schedule 12A to the Local Government Act
    1972, and why the public interest lies in keeping it private.
    """

    class State(models.TextChoices):
        """Whether it will be taken."""

        ON = "on", "On the agenda"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DEFERRED = "deferred", "Deferred"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(
        max_length=14, choices=[(k.value, k.value.capitalize()) for k in ItemKind]
    )
    standing = models.CharField(max_length=14, choices=list(TITLES.items()), default="", blank=True)
    presenter = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="presents"
    )
    purpose = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    topic = models.SlugField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)
    restricted = models.BooleanField(default=False)
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    public_interest = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ON)
    because = models.TextField(blank=True)
    deferred_to = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="deferred_here"
    )
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )

    class Meta:
        ordering = ("meeting", "number", "pk")

    def __str__(self) -> str:
        return f"Item {self.number}, {self.title}"

    @property
    def exemption(self) -> str:
        """What the paragraph of Schedule 12A says; empty for public business."""
        return PARAGRAPHS.get(self.paragraph or 0, "")
