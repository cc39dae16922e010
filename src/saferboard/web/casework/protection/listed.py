"""Tables of these pages, put together from rows: a template shows them all alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime

from saferboard.core.casework.retention import Proposed
from saferboard.core.directory.spells import day
from saferboard.web.casework.lock.declared import roles
from saferboard.web.casework.lock.standing import Account, Ending, Standing
from saferboard.web.casework.protection import answering, supervising
from saferboard.web.casework.protection.models import Erasure, Exported, Hold, Redacted
from saferboard.web.casework.running.models import RefusedMessage


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, the page that it leads to, and in a word or two what needs seeing to."""

    text: str = ""
    url: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A table: the first cell of a row names it. ``none`` is said where there is no row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    none: str
    more: Cell | None = None

    @property
    def labelled(self) -> list[list[tuple[str, Cell]]]:
        """Every cell with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


Rows = Iterable[tuple[str | Cell, ...]]


def listed(
    caption: str, columns: tuple[str, ...], rows: Rows, none: str, more: Cell | None = None
) -> Listed:
    """A table out of texts and cells."""
    cells = (tuple(one if isinstance(one, Cell) else Cell(one) for one in row) for row in rows)
    return Listed(caption, columns, tuple(cells), none, more)


def moment(at: datetime) -> str:
    """``3 March 2024, 14:05``."""
    return f"{day(localtime(at).date())}, {localtime(at):%H:%M}"


def in_the_trail(text: str, **asked: str) -> Cell:
    """A link to some of the trail."""
    query = "&".join(f"{name}={value.replace(' ', '+')}" for name, value in asked.items())
    return Cell(text, f"{reverse('cases-trail')}?{query}")


def of_case(reference: str) -> Cell:
    """A case, with its trail."""
    return in_the_trail(reference, case=reference)


def agreements(found: Iterable[Standing]) -> Listed:
    """Agreements, those that need seeing to first."""
    rows = [
        (
            Cell(one.row.title),
            Cell("Live") if one.state == "Live" else Cell(tag=one.state),
            Cell(one.live.because[:1].upper() + one.live.because[1:]),
            Cell(day(one.due)),
        )
        for one in found
    ]
    more = in_the_trail("What was done to agreements", action="agreement")
    columns = ("Agreement", "Today", "Why", "Review due by")
    return listed("Information sharing agreements", columns, rows, "There is none.", more)


def lapsing(found: Iterable[Ending]) -> Listed:
    """Vetting that ends soon."""
    rows = [
        (
            in_the_trail(one.account.title, account=str(one.account.user.pk)),
            Cell(one.spell.what),
            Cell(one.spell.ends),
        )
        for one in found
    ]
    more = in_the_trail("What was done to vetting", action="vetting")
    none = "None ends within 60 days."
    return listed("Vetting that ends soon", ("Account", "Passed", "Holds"), rows, none, more)


def without(found: Iterable[Account]) -> Listed:
    """Accounts that work for an agency, and were checked for nothing that holds."""
    rows = [
        (
            in_the_trail(one.title, account=str(one.user.pk)),
            Cell("; ".join(spell.what for spell in one.work if spell.lasts)),
        )
        for one in found
    ]
    more = in_the_trail("What was done to memberships", action="membership")
    none = "Whoever works for an agency is vetted."
    return listed("At work without vetting", ("Account", "Works as"), rows, none, more)


def broken(found: Iterable[supervising.Broken]) -> Listed:
    """Cases opened in an emergency."""
    rows = [
        (
            of_case(one.row.case.reference),
            Cell(f"{one.who}, {one.row.agency}"),
            Cell(one.row.reason or "Erased with the case"),
            Cell(one.supervisor),
            Cell(moment(one.row.opened)),
            Cell(moment(one.until), tag="Still open" if one.lasts else ""),
        )
        for one in found
    ]
    columns = ("Case", "Who", "Reason", "Supervisor", "Opened", "Until")
    more = in_the_trail("Every use, and every try", action="break-glass")
    return listed("Cases opened in an emergency", columns, rows, "None was.", more)


def refusals(found: Iterable[supervising.Refusals]) -> Listed:
    """What was refused, and by which rule."""
    rows = [
        (Cell(one.action[:1].upper() + one.action[1:]), Cell(one.rule), Cell(f"{one.times:,}"))
        for one in found
    ]
    more = in_the_trail("Every refusal", action="refused")
    columns = ("What", "By which rule", "Times")
    return listed("Refused within 30 days", columns, rows, "Nothing was.", more)


def messages(found: Iterable[RefusedMessage]) -> Listed:
    """Messages outside the lines."""
    titles = roles()
    rows = [
        (
            of_case(row.case.reference),
            Cell(f"{titles.get(row.from_role, row.from_role)} at {row.agency}"),
            Cell(titles.get(row.to_role, row.to_role)),
            Cell(row.because),
            Cell(moment(row.at)),
        )
        for row in found
    ]
    columns = ("Case", "From", "To", "Why it was refused", "When")
    more = in_the_trail("Every message", action="message")
    caption = "Messages refused within 30 days: outside the lines"
    return listed(caption, columns, rows, "None was.", more)


def requests(found: Iterable[supervising.Asked]) -> Listed:
    """Requests that are not closed."""
    rows = [
        (
            Cell(f"Request {one.row.pk}", reverse("cases-request", args=[one.row.pk])),
            Cell(day(one.row.received)),
            Cell(due(one), tag="Late" if one.is_late else ""),
        )
        for one in found
    ]
    columns = ("Request", "Received", "To be answered by")
    more = Cell("Every request", reverse("cases-requests"))
    return listed("Requests for access", columns, rows, "None is open.", more)


def due(one: supervising.Asked) -> str:
    """By when, in words."""
    if one.due is None:
        return "The clock stands"
    return day(one.due)


def parts(row: int, found: Iterable[answering.Part]) -> Listed:
    """The pieces of an answer."""
    rows = [
        (
            Cell(part.piece.title, reverse("cases-piece", args=[row, part.piece.key])),
            Cell(part.piece.case.reference),
            Cell(part.state[:1].upper() + part.state[1:])
            if part.judged
            else Cell(tag="To be looked at"),
            Cell(str(len(part.redacted))),
        )
        for part in found
    ]
    columns = ("Piece", "Case", "Today", "Kept back in places")
    return listed("What is held, piece by piece", columns, rows, "No case is picked yet.")


def exports(found: Iterable[Exported]) -> Listed:
    """What was taken out."""
    rows = [
        (
            Cell(one.form.upper()),
            Cell(moment(one.at)),
            Cell(one.by),
            Cell("nobody: there was no second officer" if one.alone else one.approved_by),
            Cell(one.sha),
        )
        for one in found
    ]
    columns = ("Form", "When", "By", "Approved by", "SHA-256")
    return listed("Answers that were taken out", columns, rows, "None was.")


def redactions(found: Iterable[Redacted]) -> Listed:
    """The log of what is kept back."""
    rows = [
        (
            Cell(f"{one.title}, characters {one.start} to {one.end}"),
            Cell(one.case.reference),
            Cell(one.reason),
            Cell(one.because or "Erased with the case"),
            Cell(f"{one.by}, {moment(one.at)}"),
            Cell(f"Given after all: {one.undone_by}, {moment(one.undone)}" if one.undone else
                 "Kept back"),
        )
        for one in found
    ]  # fmt: skip
    columns = ("Place", "Case", "Reason", "Why here", "By", "Today")
    return listed("What is kept back", columns, rows, "Nothing is kept back.")


def holds(found: Iterable[Hold]) -> Listed:
    """Cases that must stay."""
    rows = [
        (
            of_case(one.case.reference),
            Cell(one.because),
            Cell(f"{one.by}, {moment(one.at)}"),
            Cell("Lift it", reverse("cases-hold-lift", args=[one.pk])),
        )
        for one in found
    ]
    columns = ("Case", "Why", "By", "To do")
    more = Cell("Put a case on hold", reverse("cases-hold"))
    return listed("On hold", columns, rows, "No case is on hold.", more)


def kept(found: Iterable[Proposed]) -> Listed:
    """Cases whose time is over, and that something keeps."""
    rows = [
        (of_case(one.case.key), Cell(one.because), Cell("; ".join(one.kept_by))) for one in found
    ]
    columns = ("Case", "Rule", "What keeps it")
    return listed("Time is over, and something keeps them", columns, rows, "There is none.")


def erasures(found: Iterable[Erasure]) -> Listed:
    """What was erased, for ever."""
    rows = [
        (
            of_case(one.case.reference),
            Cell(one.rule),
            Cell(one.because),
            Cell(f"{one.rows:,} rows, {one.files:,} files"),
            Cell(f"{one.by}, {moment(one.at)}"),
        )
        for one in found
    ]
    columns = ("Case", "Rule", "Why then", "How much", "By")
    return listed("Erased", columns, rows, "Nothing was erased.")
