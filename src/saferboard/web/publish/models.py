"""What was published, corrected and withdrawn. All but the stamp and a member's notes is frozen."""

from django.db import models
from django.db.models import Q

from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.papers.models import Paper
from saferboard.web.publish.alerts_models import Alert as Alert


class Kind(models.TextChoices):
    """What a publication is of."""

    CALENDAR = "calendar", "Dates of meetings"
    PACK = "pack", "Agenda and papers"
    MINUTES = "minutes", "Minutes"
    RECORD = "record", "Decisions and actions"
    BOARD = "board", "Members and terms of reference"
    PLAN = "plan", "Forward plan"


class Publication(FrozenModel):
    """A public copy as it was on a day. The newest of a subject is what the public sees.

    ``subject`` is the stable part of its address: a body's key, or ``body/2022-06-10`` for what
    belongs to a meeting, or ``body/2022`` for a plan. ``number`` counts from 1; above it a
    publication corrects, or adds to, the one before it, and ``note`` says why. ``content`` is JSON;
    ``files`` gives for each file's public name its ``sha256``, ``size`` and ``type``.
    """

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=100)
    number = models.PositiveSmallIntegerField()
    body = models.SlugField(max_length=80)
    date = models.DateField(null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    content = models.JSONField()
    files = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    stamp = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("-date", "kind", "-number")
        indexes = (models.Index(fields=("kind", "body", "date")),)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject", "number"), name="one_publication_of_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.subject}, no. {self.number}"


class Withdrawal(FrozenModel):
    """A publication was taken back. Nothing older shows in its place: the address says why."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="withdrawal"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    reason = models.TextField()
    stamp = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.publication}, withdrawn"


class SealedPapers(FrozenModel):
    """The pack of a publication's restricted papers, as it went to those who may read them."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="sealed_papers"
    )
    sha = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.publication}, private papers"


class Note(models.Model):
    """What somebody noted for themselves at a place in a paper. Nobody else is ever shown it.

    ``version`` is that of the paper when it was written; it stays at its place when a newer comes.
    Neither a paragraph nor a page: the paper as a whole.
    """

    account = models.ForeignKey(
        "directory.User", on_delete=models.CASCADE, related_name="own_notes"
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("paper", "paragraph", "page", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True) | Q(page__isnull=True),
                name="a_note_is_at_a_paragraph_or_a_page",
            ),
        )

    def __str__(self) -> str:
        return f"A note at {self.place}"

    @property
    def place(self) -> str:
        """``paragraph 4``, ``page 12`` or ``the whole paper``."""
        if self.paragraph:
            return f"paragraph {self.paragraph}"
        return f"page {self.page}" if self.page else "the whole paper"


class Stamp(models.Model):
    """One row, changed by whatever changes what the public sees: pages are kept under its number.

    ``at`` rises by a second at least, so that a reader who goes by times alone sees every change.
    """

    number = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)
