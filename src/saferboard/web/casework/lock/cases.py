"""Cases as the lock sees them: whose they are, who takes part, who may not. Never what they say."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from saferboard.core.casework.cases import FieldClass
from saferboard.core.faults import refuse
from saferboard.web.casework.lock.people import Stretch
from saferboard.web.directory.models import Organisation


class Case(models.Model):
    """A case. ``holder`` is the agency that shares it; it goes by one version of one procedure.

    The reference is drawn by lot: a row of numbers would tell each agency how many cases there
    are. ``area`` is a GSS code, for counts. ``turn`` grows with every change, so that whoever
    looked at an older state is told. ``example`` marks what is invented for a demonstration. From
    ``erased`` on nothing is left but this row: that there was a case, for counts.
    """

    reference = models.CharField(max_length=20, unique=True)
    purpose = models.SlugField(max_length=60)
    process = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    state = models.SlugField(max_length=60)
    state_since = models.DateTimeField()
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=9, blank=True)
    opened = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    closed = models.DateTimeField(null=True, blank=True)
    turn = models.PositiveIntegerField(default=0)
    example = models.BooleanField(default=False)
    erased = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened", "reference")
        indexes = (models.Index(fields=("purpose", "holder")),)

    def __str__(self) -> str:
        return self.reference


WHOLE = ("*",)


class InCase(models.Model):
    """Whatever belongs to a case. Each such table is guarded by ``rows.guard`` as well.

    ``erases`` are the columns that are emptied when what the case says is erased; ``WHOLE``, if
    its rows go altogether. ``keeps`` are columns that name a stored file by its SHA-256.
    """

    erases: ClassVar[tuple[str, ...]] = ()
    keeps: ClassVar[tuple[str, ...]] = ()
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="%(app_label)s_%(class)ss"
    )

    class Meta:
        abstract = True


class InClass(InCase):
    """What belongs to a case and says something: ``field`` is the class it is of."""

    erases = WHOLE
    field = models.CharField(max_length=20, choices=[(one, one) for one in FieldClass])

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refused where what the case said was erased: nothing is said of it any more."""
        if self.case.erased:
            raise refuse(
                "what this case said was erased",
                where="words",
                expected="a case that is kept",
                remedy="open another case",
            )
        super().save(*args, **kwargs)


class Involvement(InCase, Stretch):
    """An agency takes part in the case."""

    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta(Stretch.Meta):
        ordering = ("since",)


class Share(InCase, Stretch):
    """The case is shared with an agency, with a role, or with a role at an agency."""

    agency = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.SlugField(max_length=60, blank=True)

    class Meta(Stretch.Meta):
        ordering = ("since",)
        constraints = (  # type: ignore[assignment]
            *Stretch.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(agency__isnull=False) | ~models.Q(role=""),
                name="share_is_with_somebody",
            ),
        )


class SentForm(InCase):
    """A form that opened the case or wrote in it. ``key`` is a digest of its own: see sending.

    Cases that were opened before forms carried keys have none.
    """

    erases = WHOLE

    key = models.CharField(max_length=64, unique=True)


class Conflict(InCase):
    """An account declared a conflict of interest in the case."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("declared",)


class BreakGlass(InCase):
    """An account opened the case in an emergency, acting for an agency, with notice to another."""

    erases = ("reason",)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    signed_in = models.DateTimeField()
    opened = models.DateTimeField()
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    told = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened",)


class Flag(InCase, Stretch):
    """Agencies outside the case may learn that something is held. A flag says when it ends."""

    class Meta(Stretch.Meta):
        ordering = ("since",)
        constraints = (  # type: ignore[assignment]
            *Stretch.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(until__isnull=False), name="flag_says_when_it_ends"
            ),
        )
