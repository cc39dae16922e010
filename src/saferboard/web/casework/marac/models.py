"""What a MARAC stores. Whatever says something of somebody carries its class of fields."""

from django.db import models

from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.lock.models import InCase, InClass
from saferboard.web.casework.people.models import PersonRecord
from saferboard.web.directory.models import Organisation


class Kind(models.TextChoices):
    """Who somebody is in a case."""

    VICTIM = "victim", "Victim"
    PERPETRATOR = "perpetrator", "Perpetrator"
    CHILD = "child", "Child"


class Meeting(models.Model):
    """A meeting: its day, its times in minutes from midnight, its breaks, and when whom is there.

    ``there`` are lists of an agency's key and its stretches. It says nothing of any case.
    """

    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    begins = models.PositiveSmallIntegerField()
    ends = models.PositiveSmallIntegerField()
    breaks = models.JSONField(default=list, blank=True)
    there = models.JSONField(default=list, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("day", "begins", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")), name="meeting_takes_time"
            ),
        )


class Referral(InCase):
    """A referral, and the days of its case. ``repeat`` is what a co-ordinator recorded.

    ``criminal``: whether what happened was a crime. ``came_from`` is another MARAC, if it was sent.
    """

    on = models.DateField()
    referred_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    criminal = models.BooleanField()
    routes = models.JSONField(default=list, blank=True)
    repeat = models.BooleanField(null=True, blank=True)
    shortfall = models.CharField(max_length=40, blank=True)
    research_closed = models.DateTimeField(null=True, blank=True)
    heard = models.DateTimeField(null=True, blank=True)
    came_from = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (models.UniqueConstraint(fields=("case",), name="one_referral_a_case"),)


class Told(InClass):
    """One part of a referral as it was told; the newest of a part counts, and all are kept."""

    part = models.SlugField(max_length=20)
    content = models.JSONField()
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("case", "part")),)


class Party(InClass):
    """Somebody in a case, as the referring agency knows them.

    ``record`` is the key of this record, ``person`` that of who it is, by what was decided among
    the people of all cases: the same in two cases once a co-ordinator has said so.
    ``sought`` is the name as it is looked for: folded, its words in order. ``recorded`` is the same
    person among the people of all cases, where the machine looks who may be one.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=200, blank=True)
    sought = models.CharField(max_length=200, blank=True, db_index=True)
    born = models.DateField(null=True, blank=True, db_index=True)
    address = models.CharField(max_length=300, blank=True)
    record = models.CharField(max_length=40, unique=True)
    person = models.CharField(max_length=40, db_index=True)
    recorded = models.OneToOneField(
        PersonRecord, null=True, blank=True, on_delete=models.SET_NULL, related_name="party"
    )
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


class Request(InCase):
    """An agency is asked what it knows, by the end of a day."""

    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField()
    due = models.DateField()
    reminded = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("agency__name",)
        constraints = (
            models.UniqueConstraint(fields=("case", "agency"), name="an_agency_is_asked_once"),
        )


class Research(InClass):
    """What an agency answered. The last says what is so; until the research is closed only the
    agency itself and the co-ordinator read it."""

    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    nothing_known = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


class Listing(InCase):
    """The case is on the list of a meeting, for so many minutes, with these agencies."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="listings")
    place = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    agencies = models.JSONField(default=list, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("place", "pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "meeting"), name="a_case_is_listed_once"),
        )


class Minute(InClass):
    """The minutes of a case as somebody saved them, written over number ``base``.

    ``aside``: somebody else had saved meanwhile, so it stands beside the newest until a person has
    put the two together (``settled``). Nothing that was saved is lost.
    """

    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    aside = models.BooleanField(default=False)
    settled = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="minutes_are_numbered"),
        )


class Action(InClass):
    """What an agency is to do by the end of a day, and what it said became of it."""

    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    due = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    answered = models.DateTimeField(null=True, blank=True)
    done = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    reminded = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due", "pk")


class Transfer(InCase):
    """The case was sent to another MARAC; it is theirs from the day of the receipt."""

    marac = models.CharField(max_length=120)
    on = models.DateField()
    parts = models.JSONField(default=list)
    received = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


class Earlier(InCase):
    """A referral that another MARAC had, with the days it had there."""

    on = models.DateField()
    criminal = models.BooleanField()
    meeting = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("on", "pk")


class Raised(InCase):
    """Managers were told that a pair came back again and again; the case is that of its last
    referral."""

    repeats = models.PositiveSmallIntegerField()
    told = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


PARTS: dict[str, FieldClass] = {
    "people": FieldClass.IDENTITY,
    "contact": FieldClass.CONTACT,
    "account": FieldClass.ACCOUNT,
    "checklist": FieldClass.RISK,
    "judgement": FieldClass.RISK,
    "characteristics": FieldClass.SPECIAL,
}
"""Each part of a referral, and the class of its fields."""
