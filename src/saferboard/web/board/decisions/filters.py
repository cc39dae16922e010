"""Narrowing down the lists of actions and decisions."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from saferboard.core.board.action_log import Colour, need
from saferboard.web.board.decisions.lives import Life, is_restricted
from saferboard.web.board.decisions.register import Decided
from saferboard.web.board.minutes.models import Outcome
from saferboard.web.directory.models import Body, Post

STANDING = [
    ("", "Open"),
    *((colour.value, f"{colour.value}, open") for colour in (Colour.RED, Colour.AMBER)),
    ("deferred", "Deferred"),
    ("closed", "Closed"),
    ("all", "All"),
]
AGES = [("", "Any age"), ("90", "Over 3 months"), ("180", "Over 6 months"), ("365", "Over a year")]
ANSWERED = [("", "All"), ("no", "Not answered"), ("yes", "Answered")]


def select(label: str, choices: Any) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "govuk-select"})
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=widget)


def _words() -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "govuk-input", "type": "search"})
    return forms.CharField(label="Words", required=False, max_length=200, widget=widget)


class _Filter(forms.Form):
    """What is not understood narrows nothing down. ``labels``: of lists that are looked up."""

    labels: ClassVar[dict[str, str]] = {}

    def __init__(self, data: Any, **choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        for name, found in choices.items():
            self.fields[name] = select(self.labels[name], found)
        self.order_fields(("owner", "body", "words"))
        self.is_valid()

    def said(self, name: str) -> str:
        """What was chosen; nothing where it is no choice."""
        return str(self.cleaned_data.get(name) or "")


class ActionFilter(_Filter):
    """By owner, body, words, status, age."""

    labels: ClassVar[dict[str, str]] = {"owner": "Owner", "body": "Body"}
    words = _words()
    status = select("Status", STANDING)
    age = select("Age", AGES)

    def narrow(self, found: Sequence[Life], today: date, *, private: bool) -> list[Life]:
        """Those that match, what needs somebody most first.

        Words entered in private are found by whoever may read them alone.
        """
        kept = [life for life in found if self._matches(life, private=private)]
        return sorted(kept, key=lambda life: (need(life.standing, today), life.action.pk))

    def _matches(self, life: Life, *, private: bool) -> bool:
        owner, age = self.said("owner"), self.said("age")
        words = self.said("words").casefold()
        return (
            self._stands(life)
            and (not owner or owner in (*life.standing.owners, *life.standing.passed_to))
            and (not self.said("body") or life.action.body.key == self.said("body"))
            and (not age or life.age > int(age))
            and (not words or words in _said(life, private=private).casefold())
        )

    def _stands(self, life: Life) -> bool:
        match self.said("status"):
            case "":
                return life.standing.is_open
            case "all":
                return True
            case "closed":
                return not life.standing.is_open
            case "deferred":
                return life.standing.is_open and life.status.colour is Colour.GREY
            case colour:
                return life.standing.is_open and life.status.colour == colour


def _said(life: Life, *, private: bool) -> str:
    action = life.action
    entries = (
        entry.text
        for entry in life.entries
        if private or life.restricted or not is_restricted(entry)
    )
    return " ".join((str(action.number), action.text, action.sentence, *entries))


class DecisionFilter(_Filter):
    """By body, kind, words, whether answered."""

    labels: ClassVar[dict[str, str]] = {"body": "Body"}
    kind = select("Kind", [("", "All"), *((k.value, k.value.capitalize()) for k in Outcome.Kind)])
    words = _words()
    answered = select("What must happen", ANSWERED)

    def narrow(self, rows: Sequence[Decided]) -> list[Decided]:
        """Those that match, in their order."""
        words, answered = self.said("words").casefold(), self.said("answered")
        return [
            row
            for row in rows
            if (not self.said("kind") or row.outcome.kind == self.said("kind"))
            and (not answered or (row.is_answered if answered == "yes" else row.is_waiting))
            and (
                not words
                or words in f"{row.mark} {row.outcome.minute.title} {row.words}".casefold()
            )
        ]


def body_choices() -> list[tuple[str, str]]:
    """Every body, and all of them."""
    return [("", "All bodies"), *Body.objects.values_list("key", "name")]


def owner_choices(found: Sequence[Life]) -> list[tuple[str, str]]:
    """The posts that own something."""
    posts: dict[str, Post] = {
        owner.post.key: owner.post for life in found for owner in (*life.owners, *life.passed_to)
    }
    named = sorted(((key, str(post)) for key, post in posts.items()), key=lambda pair: pair[1])
    return [("", "Anybody"), *named]
