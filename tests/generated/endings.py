"""How clerks put outcomes and points: the same decision in the shapes that councils use."""

from dataclasses import dataclass
from random import Random

from saferboard.core.ingest.past.values import Verb
from tests.generated.lines import BLANK, Kind, Made, spaced
from tests.generated.packs import Piece, Told
from tests.generated.words import Voice

OVER = {
    Verb.RESOLVED: (
        *("RESOLVED:", "RESOLVED:", "RESOLVED", "RESOLVED -", "Resolved:", "RESOLVED –"),
        *("It was resolved:", "RESOLVED (unanimously):"),
    ),
    Verb.AGREED: ("AGREED:", "AGREED", "Agreed:", "Agreed –", "It was agreed:"),
}
RUN = {
    Verb.RESOLVED: (
        *("RESOLVED: That ", "RESOLVED – That ", "RESOLVED that ", "Resolved – that "),
        *("RESOLVED, that ", "Resolved: ", "RESOLVED - ", "RESOLVED unanimously that "),
    ),
    Verb.AGREED: ("AGREED: That ", "AGREED – that ", "AGREED that "),
    Verb.NOTED: ("NOTED: ", "NOTED – "),
}
SENTENCE = {
    Verb.RESOLVED: (
        *("It was resolved that ", "The {body} resolved that ", "It was RESOLVED that "),
        *("It was therefore resolved that ", "The {body} RESOLVED, that "),
    ),
    Verb.AGREED: ("The {body} agreed that ", "The {body} AGREED that "),
    Verb.NOTED: ("The {body} noted ", "The {body} NOTED "),
}
OVER_LIST = {
    Verb.RESOLVED: ("It was resolved that:", "RESOLVED that:", "The {body} RESOLVED that:"),
    Verb.AGREED: ("The {body} agreed:", "It was agreed that:"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """A clerk's habits: the marks of lists, and whether lists have dashes before them."""

    bracket: str = "({})"
    dash: str = ""
    bold: bool = False
    joined: bool = False  # no empty line between the parts of a list

    def marked(self, letter: str, text: str) -> str:
        """A point of a list."""
        return f"{self.dash}{self.bracket.format(letter)} {text}"

    def strong(self, text: str) -> str:
        """A word that stands out, where the layout has marks for it."""
        return f"**{text}**" if self.bold else text


def ends(told: Told, voice: Voice, style: Style, chance: Random) -> list[Made]:
    """The outcomes of a minute."""
    outcomes = told.minute.outcomes
    if not outcomes:
        return []
    verb, clauses = outcomes[0].verb, [one.text for one in outcomes]
    if len(outcomes) == 1:
        return _one(verb, clauses[0], told.shape, voice, style, chance)
    letters = [one.letter for one in outcomes]
    if told.shape == "block":
        over, lead = chance.choice(OVER[verb]), "That "
        kind = Kind.WORD
    else:
        over = chance.choice(OVER_LIST[verb]).format(body=voice.body)
        lead, kind = ("That " if over.endswith("agreed:") else ""), Kind.LABEL
    closed = [f"{clause};" for clause in clauses[:-1]] + [f"{clauses[-1]}."]
    listed = [
        Made(style.marked(letter, capital(lead + clause, lead)), Kind.OUTCOME)
        for letter, clause in zip(letters, closed, strict=True)
    ]
    return [
        Made(style.strong(over), kind),
        BLANK,
        *([*listed, BLANK] if style.joined else spaced(listed)),
    ]


def capital(text: str, lead: str) -> str:
    """A clause behind "That" as it is; else it begins small."""
    return text if lead else text[0].lower() + text[1:] if text.startswith("The ") else text


def _one(
    verb: Verb, clause: str, shape: str, voice: Voice, style: Style, chance: Random
) -> list[Made]:
    if shape == "block":
        over = style.strong(chance.choice(OVER[verb]))
        return [Made(over, Kind.WORD), BLANK, Made(f"That {clause}.", Kind.OUTCOME), BLANK]
    shapes = (RUN if shape == "run" else SENTENCE)[verb]
    lead = chance.choice(shapes).format(body=voice.body)
    return [Made(f"{lead}{clause}.", Kind.OUTCOME), BLANK]


def run_in(told: Told, chance: Random) -> str:
    """All outcomes on one line, behind their word."""
    outcomes = told.minute.outcomes
    if not outcomes:
        return ""
    verb = outcomes[0].verb
    if len(outcomes) == 1:
        return chance.choice(RUN[verb]) + outcomes[0].text + "."
    listed = "; ".join(f"({one.letter}) That {one.text}" for one in outcomes)
    return f"{verb}: {listed}."


def said(piece: Piece, style: Style, points: str) -> list[Made]:
    """A part of a narrative. ``points`` are the marks of points: "i" or a bullet."""
    if piece.kind != "points":
        return [Made(piece.text), BLANK]
    marks = ("i", "ii", "iii", "iv", "v")
    listed = [
        Made(style.marked(letter, text) if points == "i" else f"{points} {text}", Kind.POINT)
        for letter, text in zip(marks, piece.points, strict=False)
    ]
    return [Made(piece.text), BLANK, *listed, BLANK]
