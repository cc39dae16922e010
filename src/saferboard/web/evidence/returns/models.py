"""What partners sent, what became of it, and files that were looked at before they were loaded.

All of it is written once: what somebody sent, and who accepted it, cannot be changed afterwards.
"""

from django.db import models

from saferboard.core.evidence.returns import LINES, Line
from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.directory.files import StoredFile


class Sent(FrozenModel):
    """One return as a post sent it: its lines, and the file they were read from if there is one.

    ``key`` is the form's own: a form that is sent twice makes one return.
    """

    key = models.CharField(max_length=64, unique=True)
    post = models.SlugField(max_length=80)
    title = models.CharField(max_length=420)
    lines = models.JSONField()
    sha = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.title}, {self.at:%-d %B %Y}"

    @property
    def said(self) -> tuple[Line, ...]:
        """The lines as values."""
        found: tuple[Line, ...] = LINES.validate_python(self.lines)
        return found

    @property
    def file(self) -> StoredFile | None:
        """The file as it came."""
        return StoredFile(self.sha, self.name, self.size) if self.sha else None


class Settled(FrozenModel):
    """What became of a return: accepted on a day, from which its figures are known, or rejected."""

    sent = models.OneToOneField(Sent, on_delete=models.PROTECT, related_name="settled")
    accepted = models.BooleanField()
    reason = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.sent_id}: {'accepted' if self.accepted else 'rejected'}"


class Chased(FrozenModel):
    """That a post was written to on a day because its returns are late."""

    post = models.SlugField(max_length=80)
    on = models.DateField()

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("post", "on"), name="a_post_is_chased_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.post}, {self.on}"


class Staged(FrozenModel):
    """Files that were read and not loaded yet, and what loading them would do.

    ``seen`` names the state of the store that they were held against.
    """

    class Kind(models.TextChoices):
        """What the files hold."""

        POLICE = "police-uk", "police.uk source rows"
        OBSERVATIONS = "observations", "Observations"

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    files = models.JSONField()
    report = models.JSONField()
    seen = models.CharField(max_length=16)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return ", ".join(file.name for file in self.kept)

    @property
    def kept(self) -> tuple[StoredFile, ...]:
        """The files as they came."""
        return tuple(StoredFile(*one) for one in self.files)


class Activated(FrozenModel):
    """That staged files were loaded."""

    staged = models.OneToOneField(Staged, on_delete=models.PROTECT, related_name="activated")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return str(self.staged_id)
