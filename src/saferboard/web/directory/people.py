"""Organisations, bodies, posts, and who holds and sits on what from which day until which.

``declared`` is what the partnership's folder said when it was last taken in: only what it says anew
changes a row, so that nothing altered on the pages is lost when the folder is loaded again.
"""

from django.db import models
from django.db.models import F, Q

from saferboard.core.directory.seats import SeatRole


class Organisation(models.Model):
    """A council, a force, a service, a voluntary body."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=80, blank=True)
    declared = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """A board or group that meets. ``quorum`` is how many members must be present; none: unset.

    ``notice_days`` are clear days (five in England, Local Government Act 1972 s.100A; three in
    Wales).
    """

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reporting"
    )
    purpose = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    chair_by = models.CharField(
        max_length=20,
        choices=(("election", "election"), ("terms", "terms of reference")),
        default="election",
    )
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=5)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    declared = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post in an organisation; people hold posts."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    declared = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("organisation__name", "title")

    def __str__(self) -> str:
        organisation = str(self.organisation)
        return self.title if organisation in self.title else f"{self.title}, {organisation}"


class Person(models.Model):
    """Somebody who holds, or held, a post. Nothing but a name is kept."""

    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Spell(models.Model):
    """From one day to another, both included; no end while it lasts."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="%(class)s_ends_after_it_begins",
            ),
        )


class Tenure(Spell):
    """A person holds a post."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")

    class Meta(Spell.Meta):
        ordering = ("-since", "pk")

    def __str__(self) -> str:
        return f"{self.person}: {self.post}"


class Seat(Spell):
    """A post's seat on a body, and what it rests on: terms of reference, or an election.

    ``substitute`` is the post that may come instead.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(
        max_length=12, choices=[(r.value, r.value.capitalize()) for r in SeatRole]
    )
    basis = models.CharField(max_length=200, blank=True)
    elected = models.BooleanField(default=False)
    substitute = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="substitutes_for"
    )

    class Meta(Spell.Meta):
        ordering = ("body", "post", "-since")

    def __str__(self) -> str:
        return f"{self.post}: {self.role} of {self.body}"

    @property
    def post_key(self) -> str:
        """The key of the post that sits there."""
        return self.post.key


class Remit(models.Model):
    """Business that one body passed to another, and when and how it came back."""

    business = models.CharField(max_length=300)
    giver = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="remitted")
    taker = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="taken_on")
    on = models.DateField()
    because = models.TextField(blank=True)
    returned_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ("-on", "pk")

    def __str__(self) -> str:
        return f"{self.business}: {self.giver} to {self.taker}"


class StandingDeclaration(Spell):
    """An interest that a person declared once for every meeting, carried to each while it lasts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    interest = models.CharField(max_length=300)

    class Meta(Spell.Meta):
        ordering = ("person", "-since", "pk")

    def __str__(self) -> str:
        return f"{self.person}: {self.interest}"
