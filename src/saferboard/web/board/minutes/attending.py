"""Who was at a meeting and what they declared, as the minutes keep it: in words of that day."""

from django.db import models

from saferboard.core.board.attendance import Done, Group, Interest, Presence
from saferboard.web.board.minutes.records import Minute, Minutes
from saferboard.web.directory.models import Person, Post


class Attendee(models.Model):
    """A row of the attendance. Name, post and organisation are those of the day and stay.

    ``instead_of`` is the member's row whose place is taken; ``minute`` the one for which they came.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="attendees")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attended"
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="attended"
    )
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=10, choices=[(g.value, g.value) for g in Group])
    presence = models.CharField(
        max_length=10, choices=[(p.value, p.value) for p in Presence], default=Presence.ABSENT
    )
    in_chair = models.BooleanField(default=False)
    instead_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="substitutes"
    )
    minute = models.ForeignKey(
        Minute, null=True, blank=True, on_delete=models.PROTECT, related_name="attended_for"
    )

    class Meta:
        ordering = ("minutes", "place", "pk")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.title, self.organisation) if part)


class Declaration(models.Model):
    """An interest declared at the meeting. No ``minute``: it concerned all business, or none named.

    ``standing``: carried from what the person declared once for every meeting.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="declarations")
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="declarations")
    minute = models.ForeignKey(
        Minute, null=True, blank=True, on_delete=models.PROTECT, related_name="declarations"
    )
    interest = models.CharField(max_length=300)
    kind = models.CharField(
        max_length=40, choices=[(k.value, k.value.capitalize()) for k in Interest]
    )
    done = models.CharField(max_length=40, choices=[(d.value, d.value.capitalize()) for d in Done])
    standing = models.BooleanField(default=False)

    class Meta:
        ordering = ("minutes", "pk")

    def __str__(self) -> str:
        return f"{self.attendee}: {self.interest}"
