"""Sources of the past, what was read of them, what people settled, and what was made of it.

Every row is written once. What holds now is the newest: of readings, settlements and choices.
"""

from datetime import date

from django.db import models

from saferboard.core.ingest.past.stored import from_json
from saferboard.core.ingest.past.values import Reading as Value
from saferboard.core.ingest.past.values import Span
from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.directory.files import StoredFile
from saferboard.web.directory.models import Body, Person, Post


class Kind(models.TextChoices):
    """What a source is."""

    PACK = "pack", "Pack"
    MODERNGOV = "moderngov", "Committee system"


class Source(FrozenModel):
    """A file as it came, kept by its content; ``text`` is what its lines are counted in.

    ``address`` is where it was fetched from, if it was.
    """

    sha = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    address = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def original(self) -> StoredFile:
        """The file as it came."""
        return StoredFile(self.sha, self.name, self.size)

    @property
    def is_pdf(self) -> bool:
        """Whether its pages are those of a PDF."""
        return self.name.lower().endswith(".pdf")


class Reading(FrozenModel):
    """What one version of the readers made of a source; ``number`` counts its readings from 1.

    ``settled`` is the newest settlement whose correction was in it; 0: none was.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField()
    reader = models.CharField(max_length=40)
    stored = models.JSONField()
    lines = models.PositiveIntegerField()
    read = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    settled = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("source", "number")
        constraints = (
            models.UniqueConstraint(fields=("source", "number"), name="a_reading_has_its_number"),
        )

    def __str__(self) -> str:
        return f"{self.source}, reading {self.number}"

    @property
    def value(self) -> Value:
        """What was read."""
        return from_json(self.stored)

    @property
    def share(self) -> float:
        """Per cent of the lines that a value holds."""
        return 100 * self.read / self.lines if self.lines else 100.0


class Spanned(FrozenModel):
    """Lines of a source, first and last, and the page on which they begin (0: not known)."""

    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    page = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def span(self) -> Span:
        """The lines."""
        return Span(self.first, self.last, self.page, self.page)


class Doubt(Spanned):
    """Something that a person must look at. ``key`` is the same in every reading that doubts it."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="doubts")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    about = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    why = models.TextField()

    class Meta:
        ordering = ("reading", "place")
        constraints = (
            models.UniqueConstraint(fields=("reading", "place"), name="a_doubt_has_its_place"),
        )

    def __str__(self) -> str:
        return f"{self.about}: {self.why}"


class Settlement(Spanned):
    """What a person decided of a doubt, or of a line that nothing doubted (``key`` is empty).

    Accepted: it stands as read. Corrected: the lines read as ``correction``. Left out: the lines
    are passed over.
    """

    class Choice(models.TextChoices):
        """The three answers."""

        ACCEPTED = "accepted", "It is right as it was read"
        CORRECTED = "corrected", "The lines should read otherwise"
        LEFT_OUT = "left out", "Leave the lines out"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="settlements")
    doubt = models.ForeignKey(
        Doubt, null=True, blank=True, on_delete=models.PROTECT, related_name="settlements"
    )
    key = models.CharField(max_length=64, blank=True)
    choice = models.CharField(max_length=10, choices=Choice.choices)
    correction = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("source", "pk")

    def __str__(self) -> str:
        return f"{self.source}, line {self.first}: {self.choice}"


class Known(FrozenModel):
    """Whom a name of the past means: a person, a post, both, or (none) nobody held here.

    ``said`` is what stood beside the name. The newest row for a name and what was said holds.
    """

    name = models.CharField(max_length=120)
    said = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="known_as"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="known_as"
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("name", "said", "pk")

    def __str__(self) -> str:
        return f"{self.name}: {self.person or self.post or 'nobody held here'}"


class Chosen(FrozenModel):
    """Which of two accounts of one thing holds: the one ``held``, or the one newly read.

    ``subject`` names the thing, as ``2014-03-07 agenda``.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="choices")
    subject = models.CharField(max_length=200)
    held = models.BooleanField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("source", "pk")

    def __str__(self) -> str:
        return f"{self.source}, {self.subject}: {'held' if self.held else 'new'}"


class Activation(FrozenModel):
    """What was read went into the Board's own tables. ``said`` tells in sentences what was made.

    ``is_open``: whether everybody may open the original. ``confirms``: the minutes that it tells of
    as confirmed, whether or not they are held here yet.
    """

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="activations")
    said = models.JSONField(default=list)
    is_open = models.BooleanField(default=False)
    confirms = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.reading}, activated"


class TakenBack(FrozenModel):
    """An activation was taken back, and why."""

    activation = models.OneToOneField(
        Activation, on_delete=models.PROTECT, related_name="taken_back"
    )
    reason = models.TextField()
    said = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.activation}, taken back"


class Trace(Spanned):
    """Where a row of the Board's tables comes from: its table's label, its key, and the lines."""

    activation = models.ForeignKey(Activation, on_delete=models.PROTECT, related_name="traces")
    table = models.CharField(max_length=60)
    row = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("activation", "pk")
        indexes = (models.Index(fields=("table", "row")),)

    def __str__(self) -> str:
        return f"{self.table} {self.row}: lines {self.first} to {self.last}"


class Part(FrozenModel):
    """The public copy of a part of a meeting: its agenda, minutes, log, reports or dashboards.

    It was made by an activation, without what was taken in private. ``source`` is that of its
    lines. Of agendas and minutes the newest copy is shown.
    """

    class What(models.TextChoices):
        """The parts, in the order of the page."""

        AGENDA = "agenda", "Agenda"
        MINUTES = "minutes", "Minutes"
        LOG = "log", "Action log"
        REPORTS = "reports", "Reports"
        DASHBOARDS = "dashboards", "Performance dashboards"

    activation = models.ForeignKey(Activation, on_delete=models.PROTECT, related_name="parts")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="parts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="past")
    on = models.DateField()
    what = models.CharField(max_length=10, choices=What.choices)
    content = models.JSONField()

    class Meta:
        ordering = ("on", "pk")
        indexes = (models.Index(fields=("body", "on")),)

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.body}, {self.day}"

    @property
    def day(self) -> str:
        """``7 March 2014``."""
        on: date = self.on
        return f"{on.day} {on:%B %Y}"


class Dismissed(FrozenModel):
    """A finding of the accounting that a person dismissed, by its key, with the reason."""

    key = models.CharField(max_length=500, unique=True)
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "dismissed"

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"
