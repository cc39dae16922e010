"""The rules of forward plans, what is planned now, and every version of it there has been."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from saferboard.core.board.pack import ItemKind
from saferboard.core.board.plan import ROOM, Often, year_name
from saferboard.core.board.plan_dates import NTH, WEEKDAYS
from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.board.meetings.models import AgendaItem, Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.directory.models import Body, Organisation, Post

OFTEN = (
    (Often.EVERY.value, "At every meeting"),
    (Often.TIMES.value, "A number of times a year"),
    (Often.MONTHS.value, "In certain months"),
    (Often.SLOT.value, "Once a year, a partner’s slot"),
    (Often.ONCE.value, "Once only"),
)
KINDS = tuple((kind.value, kind.value.capitalize()) for kind in ItemKind)


class Cycle(models.Model):
    """On which weekday of which months a body meets, and how long it has for planned business."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="cycle")
    nth = models.SmallIntegerField(choices=tuple(NTH.items()))
    weekday = models.PositiveSmallIntegerField(choices=tuple(enumerate(WEEKDAYS)))
    months = models.JSONField(default=list, blank=True)
    starts = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(default=ROOM, validators=[MinValueValidator(1)])

    def __str__(self) -> str:
        return f"Meetings of {self.body}"


class Rule(models.Model):
    """How often a body looks at a topic. A rule that no longer holds ends; it is not deleted.

    ``resolution`` is the decision that made it, where one did and it is minuted here.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_rules")
    topic = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    often = models.CharField(max_length=14, choices=OFTEN)
    times = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    months = models.JSONField(default=list, blank=True)
    prefers = models.JSONField(default=list, blank=True)
    gap = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(24)])
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="plan_slots")
    kind = models.CharField(max_length=14, choices=KINDS, default=ItemKind.REPORT.value)
    presenter = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_rules"
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    source = models.CharField(max_length=300)
    resolution = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_rules"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("body", "place", "pk")

    def __str__(self) -> str:
        return self.title.replace("{quarter}", "").rstrip(" ,:-–")


class Plan(models.Model):
    """What a body plans for the year that begins in April of ``year``."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("body", "-year")
        constraints = (models.UniqueConstraint(fields=("body", "year"), name="one_plan_a_year"),)

    def __str__(self) -> str:
        return f"Forward plan of {self.body}, {year_name(self.year)}"


class Entry(models.Model):
    """A topic planned for a meeting. ``rule`` is none for an extra item.

    ``item`` is the one that was put on the meeting's agenda for it. What is pinned stays when the
    year is filled from the rules.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="entries")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="planned")
    rule = models.ForeignKey(
        Rule, null=True, blank=True, on_delete=models.PROTECT, related_name="entries"
    )
    topic = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1)]
    )
    pinned = models.BooleanField(default=False)
    because = models.CharField(max_length=300, blank=True)
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="planned"
    )

    class Meta:
        ordering = ("meeting__date", "pk")
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return self.title


class Version(FrozenModel):
    """The whole plan after one change: what was changed, by whom, why, and what then stood in it.

    An agreed version is a promise: later changes are held against it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)
    change = models.CharField(max_length=400)
    topic = models.SlugField(max_length=80, blank=True)
    because = models.CharField(max_length=300, blank=True)
    agreed = models.BooleanField(default=False)
    items = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("plan", "number")
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="one_version_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"
