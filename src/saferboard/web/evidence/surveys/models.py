"""Comments as they were written, and what somebody who read them let the public see."""

from django.db import models

from saferboard.web.audit.frozen import FrozenModel


class Comment(FrozenModel):
    """What somebody wrote in answer to a survey. Private, whatever becomes of it.

    ``digest`` tells it from every other comment, so that loading it again adds nothing, not even
    once it is erased: then its ``text`` is empty for good.
    """

    survey = models.CharField(max_length=120)
    period = models.CharField(max_length=20)
    area = models.CharField(max_length=20)
    topic = models.CharField(max_length=120)
    text = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)
    loaded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Verdict(models.TextChoices):
    """What becomes of a comment."""

    LET_THROUGH = "let-through", "Let through as it is"
    EDITED = "edited", "Let through in other words"
    HELD_BACK = "held-back", "Held back"
    ERASED = "erased", "Erased for good"


CHOICES = tuple(one for one in Verdict if one is not Verdict.ERASED)
"""What a moderator chooses between."""
PUBLIC = (Verdict.LET_THROUGH, Verdict.EDITED)


class Moderation(FrozenModel):
    """One choice about a comment; the newest stands. ``text`` is all that the public may read."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="moderations")
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(text="")
                | ~models.Q(verdict__in=(Verdict.HELD_BACK, Verdict.ERASED)),
                name="what_is_held_back_or_erased_has_no_public_text",
            ),
        )

    def __str__(self) -> str:
        return f"{self.verdict} for comment {self.comment_id}"
