"""Papers: asked for, drafted, submitted in versions; nothing submitted is ever changed."""

from django.db import models

from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.papers.files import StoredFile
from saferboard.web.directory.models import Body, Post


class Steps(models.Model):
    """How many working days before the latest day to publish a body's papers are asked for and due.

    A body without a row goes by the defaults of ``core.board.papers``.
    """

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="paper_steps")
    asked = models.PositiveSmallIntegerField()
    draft = models.PositiveSmallIntegerField()
    final = models.PositiveSmallIntegerField()
    dispatch = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"Deadlines of {self.body}"


class Call(models.Model):
    """The call for papers of one meeting: the days that it named, and when it was sent."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="call")
    asked = models.DateField()
    draft_due = models.DateField()
    final_due = models.DateField()
    dispatch = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"Call for papers, {self.meeting}"


class Letter(FrozenModel):
    """That the author of an item was asked, reminded or chased on a day: never twice a day."""

    class Kind(models.TextChoices):
        """Why it was sent."""

        CALL = "call", "Asked"
        REMINDER = "reminder", "Reminded"
        CHASER = "chaser", "Chased"

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("item", "kind", "on"), name="a_letter_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.item}"


class Paper(models.Model):
    """A paper for an item. ``place`` orders the papers of one item, from 0.

    ``post`` answers for it; none for those the service makes. A paper that comes after the latest
    day to publish is late: ``urgent`` is why it cannot wait, and ``agreed_by`` the chair who agreed
    (Local Government Act 1972 s.100B(4)(b)). A supplement adds to papers already published.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField(default=0)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    supplement = models.BooleanField(default=False)
    urgent = models.TextField(blank=True)
    agreed_by = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="agreed_papers"
    )
    agreed_on = models.DateField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    because = models.TextField(blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("item", "place", "pk")

    def __str__(self) -> str:
        return self.title

    def told(self, words: str) -> str:
        """Words of it for the audit trail, whose readers may not read of private business."""
        return "" if self.item.restricted else words


class Kept(models.Model):
    """What a paper says: a document, or a PDF as it came. ``source`` is the file it was made of.

    ``answers`` are what was written into the template, where it was written there.
    """

    document = models.JSONField(null=True, blank=True)
    answers = models.JSONField(null=True, blank=True)
    sha = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    tagged = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def file(self) -> StoredFile | None:
        """The file that came, if one did: the PDF itself, or the Word file the document is of."""
        return StoredFile(self.sha, self.name, self.size) if self.sha else None


class Draft(Kept):
    """What is not yet submitted. ``notes`` are those of the file's reading, to be answered."""

    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, related_name="draft")
    notes = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"Draft of {self.paper}"


class Version(Kept, FrozenModel):
    """A paper as it was submitted; the newest stands. ``late`` is told by the day it came."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    late = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("paper", "number")
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="a_version_has_one_number"),
        )

    def __str__(self) -> str:
        return f"{self.paper}, version {self.number}"
