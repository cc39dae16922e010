"""What can be found: paragraphs of what is published, each with the page that shows it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Kind(models.TextChoices):
    """What a passage is, in the order in which a matter goes through its life."""

    PLAN = "plan", "Forward plan"
    ITEM = "item", "Agenda item"
    PAPER = "paper", "Paper"
    MINUTE = "minute", "Minute"
    OUTCOME = "outcome", "Decision"
    UNDERTAKING = "undertaking", "Undertaking"
    ANSWER = "answer", "Why no action was needed"
    ACTION = "action", "Action"
    ENTRY = "entry", "What was done"
    EVIDENCE = "evidence", "Evidence"


class Scope(models.TextChoices):
    """Who may find it: everybody, or who may read private business."""

    PUBLIC = "public", "Public"
    PRIVATE = "private", "Private"


class Passage(models.Model):
    """A paragraph, and where it is from. Made from what was published; never written by hand.

    ``subject`` names the publication or source: its passages come and go together, and are of one
    ``scope``. ``owners`` and ``organisations`` are names, each on a line of its own. ``mark`` is
    what people call the place (minute 24(b)), ``state`` how an action stands. ``page`` is that of
    the pack; 0 if unknown. ``key`` names a decision or an action, and ``came_of`` what it came of.
    ``at`` is when it first came out with these words.
    """

    subject = models.CharField(max_length=200)
    place = models.PositiveIntegerField(default=0)
    scope = models.CharField(max_length=7, choices=Scope.choices)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    body = models.SlugField(max_length=80, blank=True, db_index=False)
    body_name = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    organisations = models.TextField(blank=True)
    owners = models.TextField(blank=True)
    topic = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    mark = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=600)
    page = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=150, blank=True)
    came_of = models.CharField(max_length=150, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("subject", "place", "pk")
        indexes: ClassVar = [
            models.Index(fields=("subject", "place"), name="search_of_a_subject"),
            models.Index(fields=("date",), name="search_by_date"),
            models.Index(fields=("came_of",), name="search_came_of"),
            models.Index(
                fields=("scope", "body", "body_name"), condition=Q(place=0), name="search_bodies"
            ),
            models.Index(
                fields=("scope", "organisations"),
                condition=~Q(organisations=""),
                name="search_organisations",
            ),
            models.Index(fields=("scope", "owners"), condition=~Q(owners=""), name="search_owners"),
            models.Index(fields=("scope", "topic"), condition=~Q(topic=""), name="search_topics"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.subject}"
