"""People as each agency recorded them, what the machine proposes, and what people decided.

Nothing here says who is one person: that is worked out from the decisions. When a record is
removed, by whatever way, the database itself removes all that hangs on it (``gone``).
"""

from django.db import models

from saferboard.core.casework.people.linking import Said
from saferboard.core.casework.people.proposing import Finding
from saferboard.core.casework.people.records import Known
from saferboard.web.casework.lock.kept import AddedTo
from saferboard.web.casework.lock.models import WHOLE, InCase, InClass
from saferboard.web.directory.models import Organisation


class Part(models.TextChoices):
    """Who somebody is in a case."""

    VICTIM = "victim", "Victim"
    PERPETRATOR = "perpetrator", "Perpetrator"
    CHILD = "child", "Child"
    COMPLAINANT = "complainant", "Complainant"
    WITNESS = "witness", "Witness"
    OTHER = "other", "Somebody else"


class Kin(models.TextChoices):
    """What somebody is to another."""

    PARTNER = "partner", "Partner"
    FORMER_PARTNER = "former partner", "Former partner"
    PARENT = "parent", "Parent"
    CHILD = "child", "Child"
    SIBLING = "sibling", "Brother or sister"
    TWIN = "twin", "Twin"
    RELATIVE = "relative", "Another relative"
    CARER = "carer", "Carer"
    NEIGHBOUR = "neighbour", "Neighbour"
    OTHER = "other", "Something else"


class PersonRecord(InClass):
    """Somebody in a case, as one agency knows them. Of the date of birth a part may be known.

    ``aliases`` are pairs of given and family name; ``turn`` grows with every change.
    """

    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)
    known = models.CharField(max_length=16, choices=[(one, one) for one in Known])
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=40, blank=True)
    phones = models.JSONField(default=list, blank=True)
    turn = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(birth_month__isnull=True) | models.Q(birth_year__isnull=False),
                name="a_month_of_birth_has_its_year",
            ),
            models.CheckConstraint(
                condition=models.Q(birth_day__isnull=True) | models.Q(birth_month__isnull=False),
                name="a_day_of_birth_has_its_month",
            ),
        )


class Address(InClass):
    """Where somebody lives or lived, as far as it is known; ``place`` 0 is the newest."""

    record = models.ForeignKey(PersonRecord, on_delete=models.CASCADE, related_name="addresses")
    place = models.PositiveSmallIntegerField()
    lines = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ("record", "place")


class Relationship(InClass):
    """``record`` is this to ``other``, from a day until another; both are in the same case.

    ``agency`` wrote it; of what was written before that was kept, the agency of ``record`` did.
    """

    record = models.ForeignKey(PersonRecord, on_delete=models.CASCADE, related_name="relationships")
    other = models.ForeignKey(PersonRecord, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kin.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    agency = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)

    def is_of(self, agency: Organisation) -> bool:
        """Whether an agency wrote it, and so may take it away."""
        return agency.pk == (self.agency_id or self.record.agency_id)


class BlockingKey(InCase):
    """Under which number a record is looked for: made with the service's secret, it tells nothing.

    For the service alone.
    """

    erases = WHOLE
    record = models.ForeignKey(PersonRecord, on_delete=models.CASCADE, related_name="keys")
    key = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("record", "key"), name="a_key_once_a_record"),
        )


class Commonness(models.Model):
    """What share of records has a name, overnight. The name is a number made with the secret."""

    column = models.CharField(max_length=12)
    value = models.BigIntegerField()
    share = models.FloatField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("column", "value"), name="a_name_is_weighed_once"),
        )


class Pair(models.Model):
    """Two records of cases of one purpose, ``a`` the older. Read by whoever may read both."""

    purpose = models.SlugField(max_length=60)
    a = models.ForeignKey(PersonRecord, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(PersonRecord, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Proposal(Pair):
    """What the machine takes a pair for. It is made anew when a record changes."""

    finding = models.CharField(max_length=24, choices=[(one, one) for one in Finding])
    because = models.CharField(max_length=200)
    probability = models.FloatField()
    evidence = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-probability", "pk")
        constraints = (
            models.UniqueConstraint(fields=("a", "b"), name="a_pair_is_proposed_once"),
            models.CheckConstraint(
                condition=models.Q(a__lt=models.F("b")), name="proposed_in_one_order"
            ),
        )


class PairDecision(Pair, AddedTo):
    """What somebody decided of a pair. Only ever added; the newest of a pair counts."""

    said = models.CharField(max_length=16, choices=[(one, one) for one in Said])
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(a__lt=models.F("b")), name="decided_in_one_order"
            ),
        )


class Register(models.Model):
    """One row a purpose, which whoever decides holds: of two who decide, one waits."""

    purpose = models.SlugField(max_length=60, unique=True)
    decisions = models.PositiveIntegerField(default=0)
