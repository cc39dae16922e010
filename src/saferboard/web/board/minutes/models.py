"""Minutes: what a meeting did, minute by minute, and what it asked for."""

from django.db import models

from saferboard.web.board.meetings.models import AgendaItem, Meeting


class Minutes(models.Model):
    """The minutes of one meeting. Once confirmed they change no more."""

    class State(models.TextChoices):
        """How far they have come."""

        DRAFT = "draft", "Draft"
        CIRCULATED = "circulated", "Circulated"
        CONFIRMED = "confirmed", "Confirmed"

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    first_number = models.PositiveIntegerField()
    ended = models.TimeField(null=True, blank=True)
    confirmed_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="confirmed"
    )

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"


class Minute(models.Model):
    """One minute. ``taken`` is its place in the order in which business was taken, from 0.

    ``text`` is plain: paragraphs apart by an empty line; points begin with (i), (ii) or a dash.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="minutes")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="minuted"
    )
    taken = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("minutes", "taken", "pk")

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def number(self) -> int:
        """Minute numbers run on from meeting to meeting, in the order business was taken."""
        return self.minutes.first_number + self.taken


class Outcome(models.Model):
    """What a minute ended in: a resolution, an agreement, a note, or an undertaking in its text.

    ``place`` orders the outcomes of one minute; letters are worked out, never stored.
    """

    class Kind(models.TextChoices):
        """The word over it. An undertaking stands in the narrative, outside any resolution."""

        RESOLVED = "resolved", "RESOLVED"
        AGREED = "agreed", "AGREED"
        NOTED = "noted", "NOTED"
        UNDERTAKING = "undertaking", "Undertaking"

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    place = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("minute", "place", "pk")

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"
