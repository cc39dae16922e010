"""Minutes: what a meeting did, minute by minute, and what it asked for."""

import uuid

from django.db import models

from saferboard.core.board.minutes import State as Stage
from saferboard.core.board.numbering import letters
from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.directory.models import Body


class Minutes(models.Model):
    """The minutes of one meeting. Once confirmed they change no more, nor does what hangs on them.

    ``future`` are the next meetings, one a line, in words. ``version`` counts changes of what this
    row holds. ``signed_as`` is who was in the chair when they were confirmed. ``taken_from`` names
    the source that minutes of the past were taken in from; empty for what was minuted here.
    """

    class State(models.TextChoices):
        """How far they have come."""

        DRAFT = "draft", "Draft"
        CIRCULATED = "circulated", "Circulated"
        CONFIRMED = "confirmed", "Confirmed"

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    first_number = models.PositiveIntegerField()
    started = models.TimeField(null=True, blank=True)
    ended = models.TimeField(null=True, blank=True)
    future = models.TextField(blank=True)
    circulated_on = models.DateField(null=True, blank=True)
    confirmed_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="confirmed"
    )
    signed_by = models.CharField(max_length=120, blank=True)
    signed_as = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    taken_from = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    @property
    def stage(self) -> Stage:
        """The state, as the rules know it."""
        return Stage(self.state)


class Minute(models.Model):
    """One minute. ``taken`` is its place in the order in which business was taken, from 0.

    ``text`` is plain: paragraphs apart by an empty line; points begin with (i), (ii) or a dash.
    ``revision`` is the number of its newest revision. One that is left out (its item was not taken)
    keeps what was written; it comes after all others and has no number.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="minutes")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="minuted"
    )
    taken = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ("minutes", "taken", "pk")

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def number(self) -> int:
        """Minute numbers run on from meeting to meeting, in the order business was taken."""
        return self.minutes.first_number + self.taken

    @property
    def is_restricted(self) -> bool:
        """Whether it tells of business taken in private."""
        return self.item is not None and self.item.restricted

    def lettered(self) -> list[tuple[str, "Outcome"]]:
        """Its outcomes in order, each with its letter: ``(a)``; none for one alone."""
        outcomes = list(self.outcomes.all())
        kinds = [one.kind != Outcome.Kind.UNDERTAKING for one in outcomes]
        return list(zip(letters(kinds), outcomes, strict=True))


class Outcome(models.Model):
    """What a minute ended in: a resolution, an agreement, a note, or an undertaking in its text.

    ``place`` orders the outcomes of one minute; letters are worked out, never stored. ``key`` is
    given by whoever adds it, so that what is sent twice is kept once.
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
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ("minute", "place", "pk")

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


class Revision(FrozenModel):
    """The text of a minute after one save. ``sent`` is what the writer sent, where it was merged.

    ``writer`` tells the windows of one account apart. ``base`` is the revision written over.
    """

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    base = models.PositiveIntegerField()
    sent = models.TextField(null=True)
    writer = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("minute", "number")
        constraints = (
            models.UniqueConstraint(fields=("minute", "number"), name="a_revision_has_its_number"),
        )

    def __str__(self) -> str:
        return f"{self.minute}, revision {self.number}"

    @property
    def written(self) -> str:
        """The text as the writer had it."""
        return self.text if self.sent is None else self.sent


class OutcomeRevision(FrozenModel):
    """The words of an outcome (by its ``key``) as it was added, changed, moved or removed."""

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="outcome_revisions")
    outcome = models.UUIDField()
    what = models.CharField(max_length=10)
    kind = models.CharField(max_length=12)
    text = models.TextField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("minute", "at", "pk")

    def __str__(self) -> str:
        return f"{self.what}: {self.text}"


class Amendment(models.Model):
    """Exact words of circulated minutes, and those that take their place when they are confirmed.

    In the text of the minute, or in the ``outcome`` named. The original text stays as it is.
    """

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="amendments")
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    old = models.TextField()
    new = models.TextField(blank=True)
    at_meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="amended")
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("minute", "pk")

    def __str__(self) -> str:
        return f"{self.minute}: “{self.old}”"


class SeriesRestart(models.Model):
    """From this meeting on the minutes of a body are numbered anew, and why."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="series")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="series")
    first = models.PositiveIntegerField(default=1)
    because = models.CharField(max_length=300)

    class Meta:
        ordering = ("meeting__date",)

    def __str__(self) -> str:
        return f"{self.meeting}: from {self.first}"
