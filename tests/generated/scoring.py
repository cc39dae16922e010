"""How well a reading tells a made-up pack: what was wanted, what was found, what agrees."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from saferboard.core.evidence.rates import proportion
from saferboard.core.ingest.past.values import (
    LogAction,
    Minute,
    Minutes,
    Outcome,
    Person,
    Reading,
)
from tests.generated.dirt import ALIKE
from tests.generated.lines import Lost
from tests.generated.packs import MadePack

T = TypeVar("T")
U = TypeVar("U")
BACK = {there: chr(here) for here, there in ALIKE.items()}
_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|cllr|councillor|chief inspector|t/supt|supt|dci|sgt|insp|lord)"
    r"\b\.? )+|(?: (?:cc|mbe|jp))+$",
    re.I,
)
FAILURES = 400  # more are not kept


@dataclass(slots=True)
class Tally:
    """Right ones among those wanted and among those found, with some that went wrong."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another pack's too."""
        self.wanted += other.wanted
        self.found += other.found
        self.right += other.right
        self.missed += other.missed[: FAILURES - len(self.missed)]
        self.invented += other.invented[: FAILURES - len(self.invented)]

    @property
    def recall(self) -> float:
        """The share of the wanted that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of the found that was wanted."""
        return self.right / self.found if self.found else 1.0

    def row(self, name: str) -> str:
        """``outcomes  recall 0.981 (0.970 to 0.990)  precision ...  of 312``."""
        shares = []
        for word, base in (("recall", self.wanted), ("precision", self.found)):
            if base:
                share = proportion(self.right, base)
                limits = f"({share.lower:.3f} to {share.upper:.3f})"
                shares.append(f"{word} {share.value:.3f} {limits}")
        return f"{name:12} {'  '.join(shares)}  of {self.wanted}"


def matched(
    wanted: Sequence[T],
    found: Sequence[U],
    same: Callable[[T, U], bool],
    neutral: Callable[[U], bool] = lambda one: False,
) -> Tally:
    """Every wanted one takes the first found one that is the same; ``neutral`` ones count not."""
    left = list(found)
    missed = []
    for one in wanted:
        at = next((n for n, other in enumerate(left) if same(one, other)), None)
        if at is None:
            missed.append(f"missed {one}")
        else:
            left.pop(at)
    invented = [other for other in left if not neutral(other)]
    right = len(wanted) - len(missed)
    return Tally(
        len(wanted), right + len(invented), right, missed, [f"invented {one}" for one in invented]
    )


class Judge:
    """Compares one reading with its truth. ``clean``: every letter and space counts."""

    def __init__(self, made: MadePack, reading: Reading, lost: Lost, *, clean: bool) -> None:
        self.made, self.reading, self.lost, self.clean = made, reading, lost, clean
        self.read = [one for part in reading.minutes for one in part.items]
        self.pairs = [(one, self._theirs(one)) for one in made.minutes.items]

    def same(self, ours: str, theirs: str) -> bool:
        """Whether two texts say the same."""
        return self._key(ours) == self._key(theirs)

    def _key(self, text: str) -> str:
        text = " ".join(text.split()).casefold().strip(" .;:,")
        if self.clean:
            return text
        plain = unicodedata.normalize("NFKC", html.unescape(text).translate(BACK))
        return re.sub(r"[\W_]", "", plain.replace("0", "o"))

    def _theirs(self, ours: Minute) -> Minute | None:
        return next((one for one in self.read if self._minute(ours, one)), None)

    def _minute(self, ours: Minute, theirs: Minute) -> bool:
        numbered = ours.number == theirs.number or (
            theirs.number is None and self.unnumbered(ours.number)
        )
        return numbered and self.same(ours.title, theirs.title)

    def unnumbered(self, number: int | None) -> bool:
        """Whether nobody can tell the number."""
        return number in self.lost.numbers or -1 in self.lost.numbers

    def tallies(self, *, paged: bool) -> dict[str, Tally]:
        """All that is measured; of a saved page (not ``paged``) what such a page has."""
        found = {
            "items": matched(self.made.minutes.items, self.read, self._minute),
            "outcomes": self._outcomes(),
            "undertakings": self._undertakings(),
            "narrative": self._narrative(),
            "attendance": self._attendance(paged),
        }
        if paged:
            agenda = [item for meeting in self.reading.meetings for item in meeting.agenda]
            found["items"].add(
                matched(
                    self.made.meeting.agenda,
                    agenda,
                    lambda a, b: (
                        (a.number, a.pages) == (b.number, b.pages) and self.same(a.title, b.title)
                    ),
                )
            )
            found["actions"] = matched(self.made.log, self.reading.action_log, self._action)
            found["reports"] = self._reports()
            found["dashboards"] = self._dashboards()
        return found

    def _outcomes(self) -> Tally:
        total = Tally()
        theirs = [read for _, read in self.pairs if read is not None]
        for ours, read in self.pairs:
            outcomes = read.outcomes if read is not None else ()
            plain = not ours.outcomes
            total.add(
                matched(
                    ours.outcomes,
                    outcomes,
                    lambda a, b, n=ours.number: self._outcome(a, b, n),
                    lambda one, plain=plain: plain and one.verb != "RESOLVED",
                )
            )
        stray = [one for part in self.read if part not in theirs for one in part.outcomes]
        total.found += len(stray)
        total.invented += [f"invented {one}" for one in stray]
        return total

    def _outcome(self, ours: Outcome, theirs: Outcome, number: int | None) -> bool:
        if ours.letter != theirs.letter:
            return False
        if ours.verb != theirs.verb and number not in self.lost.verbs:
            return False
        want, got = self._key(ours.text), self._key(theirs.text)
        # A clause may stand with its "That", or with the whole sentence that it ends.
        return got.endswith(want) and len(got) - len(want) <= 60

    def _undertakings(self) -> Tally:
        total = Tally()
        for ours, read in self.pairs:
            theirs = read.undertakings if read is not None else ()
            total.add(matched(ours.undertakings, theirs, lambda a, b: self.same(a.text, b.text)))
        return total

    def _narrative(self) -> Tally:
        """Every part of a narrative stands in the text of its minute."""
        total = Tally()
        for told, (_, read) in zip(self.made.told, self.pairs, strict=True):
            text = self._key(read.text) if read is not None else ""
            pieces = [piece for piece in told.pieces if piece.kind != "sub"]
            wanted = [one for piece in pieces for one in (piece.text, *piece.points)]
            missed = [one for one in wanted if self._key(one) not in text]
            right = len(wanted) - len(missed)
            total.add(Tally(len(wanted), right, right, [f"missed {one}" for one in missed]))
        return total

    def _attendance(self, paged: bool) -> Tally:
        read = list(people(self.reading.minutes))
        wanted = [
            (group, one)
            for group, one in people([self.made.minutes])
            if paged or (group == "apologies" and self.made.apologies_item)
        ]
        return matched(wanted, read, lambda a, b: a[0] == b[0] and self._person(a[1], b[1]))

    def _person(self, ours: Person, theirs: Person) -> bool:
        names = self.same(ours.name, theirs.name) or self.same(bare(ours.name), bare(theirs.name))
        return (
            names
            and ours.chair == theirs.chair
            and ours.minute == theirs.minute
            and self.same(ours.post, theirs.post)
        )

    def _action(self, ours: LogAction, theirs: LogAction) -> bool:
        return (
            ours.number == theirs.number
            and len(ours.entries) == len(theirs.entries)
            and self.same(ours.status, theirs.status)
            and all(
                mine.on == other.on
                and all(
                    self.same(getattr(mine, part), getattr(other, part))
                    for part in ("action", "officer", "comments", "status")
                )
                for mine, other in zip(ours.entries, theirs.entries, strict=True)
            )
        )

    def _reports(self) -> Tally:
        """Paragraphs and recommendations of every paper."""
        pairs = (self.made.reports, self.reading.reports)
        paragraphs, recommendations = (
            [
                [(paper.title, *parts) for paper in papers for parts in shape(paper)]
                for papers in pairs
            ]
            for shape in (
                lambda paper: [(one.number, one.text) for one in paper.paragraphs],
                lambda paper: [(one.letter, one.text) for one in paper.recommendations],
            )
        )
        alike = lambda a, b: all(map(self.same, a, b))  # noqa: E731
        wanted = {title for title, *_ in recommendations[0]}
        said = [one for one in recommendations[1] if one[0] in wanted or self.clean]
        total = matched(paragraphs[0], paragraphs[1], alike, lambda one: True)
        total.add(matched(recommendations[0], said, self._asked))
        return total

    def _asked(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
        want, got = self._key(ours[2]), self._key(theirs[2])
        return self.same(ours[0], theirs[0]) and ours[1] == theirs[1] and got.endswith(want)

    def _dashboards(self) -> Tally:
        wanted = [row for board in self.made.dashboards for row in board.rows]
        found = [row for board in self.reading.dashboards for row in board.rows]
        parts = ("outcome", "overall", "indicator", "previous", "current", "direction",
                 "progress", "neighbours", "county")  # fmt: skip
        return matched(
            wanted,
            found,
            lambda a, b: all(self.same(getattr(a, part), getattr(b, part)) for part in parts),
        )


def people(minutes: Iterable[Minutes]) -> Iterator[tuple[str, Person]]:
    """Everybody in the attendance with the heading they stand under."""
    for record in minutes:
        for group in ("present", "officers", "others", "apologies"):
            for one in getattr(record, group):
                yield group, one


def bare(name: str) -> str:
    """A name without what stands before and after it."""
    return _TITLE.sub("", name)
