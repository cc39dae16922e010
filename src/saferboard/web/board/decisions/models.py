"""Actions and the entries of their lives, and what was answered to each decision.

Every row here is written once: what was said stays, and where a thing stands is worked out.
"""

from django.db import models
from django.db.models import Q

from saferboard.core.board.action_steps import RULES, Step
from saferboard.core.board.decisions import AnswerKind
from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.directory.models import Body, Post


class Action(FrozenModel):
    """Something a body asked a post to do. Numbers run on, body by body.

    It was made from an outcome, whose exact sentence is kept, or carried from an older log, which
    ``source`` names. ``restricted`` ones are not public.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    sentence = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    restricted = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("body", "number")
        constraints = (
            models.UniqueConstraint(fields=("body", "number"), name="an_action_has_its_number"),
            models.CheckConstraint(
                condition=Q(outcome__isnull=False) ^ ~Q(source=""),
                name="an_action_says_what_made_it",
            ),
        )

    def __str__(self) -> str:
        return f"Action no. {self.number} of {self.body}"


class Entry(FrozenModel):
    """One dated entry in the life of an action; ``place`` counts them from 0.

    Evidence is words, a link or a file, which is kept by its content. ``outcome`` is the later one
    that asked for the same again; an entry made from a ``restricted`` one is not public.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    step = models.CharField(
        max_length=10, choices=[(rule.step.value, rule.told) for rule in RULES.values()]
    )
    on = models.DateField()
    text = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_due"
    )
    other = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="named_by"
    )
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_again"
    )
    restricted = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("action", "place")
        constraints = (
            models.UniqueConstraint(fields=("action", "place"), name="an_entry_has_its_place"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_meeting__isnull=True),
                name="due_on_a_day_or_at_a_meeting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.told}"

    @property
    def told(self) -> str:
        """The heading of the entry."""
        return RULES[Step(self.step)].told


class EntryOwner(FrozenModel):
    """A post that an entry names as owner."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="owners")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="owned")

    class Meta:
        ordering = ("entry", "pk")
        constraints = (
            models.UniqueConstraint(fields=("entry", "post"), name="an_entry_names_a_post_once"),
        )

    def __str__(self) -> str:
        return f"{self.post}: {self.entry}"


class Answer(FrozenModel):
    """What must happen because of an outcome: an action made, one added to, or none.

    One that ``supersedes`` ends all that were given before, for its reason. The outcome's sentence
    is kept as it was when it was answered.
    """

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(
        max_length=5,
        choices=(
            (AnswerKind.MADE.value, "An action was made"),
            (AnswerKind.ADDED.value, "An action there was already does it"),
            (AnswerKind.NONE.value, "Needs no action"),
        ),
    )
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    reason = models.TextField(blank=True)
    sentence = models.TextField()
    supersedes = models.BooleanField(default=False)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("outcome", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.NONE.value, action__isnull=True) & ~Q(reason="")
                | ~Q(kind=AnswerKind.NONE.value) & Q(action__isnull=False),
                name="an_answer_is_an_action_or_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.outcome}"


class GapSigned(FrozenModel):
    """An outcome that nobody picked up before a meeting, let go for its pack by name and reason.

    Without an outcome it tells that the meeting before has no minutes.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="gaps_signed")
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="gaps_signed"
    )
    reason = models.TextField()
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("meeting", "pk")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.reason}"


class Listing(FrozenModel):
    """What a body's action log showed on a day: ``shown`` is number to text, as it was.

    ``source`` is the name of an older log, or none where the log is our own.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="logs")
    on = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    shown = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("body", "on", "pk")

    def __str__(self) -> str:
        return f"Action log of {self.body}, {self.on}"


class Reminded(FrozenModel):
    """The owners of an action were written to on a day: once, however often that is tried."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField()
    why = models.CharField(max_length=10)

    class Meta:
        ordering = ("action", "on")
        constraints = (
            models.UniqueConstraint(fields=("action", "on"), name="reminded_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.action}: {self.why}, {self.on}"
