"""The tables of casework and their trail, read past the service: what holds after any kill."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tests.crash.books import Books
from tests.crash.caseworkers import CASE, STEPS, Caseworker
from tests.crash.writers import Ledger

IN_CASE = (
    "SELECT c.reference, x.* FROM {table} x JOIN lock_case c ON c.id = x.case_id ORDER BY x.id"
)


class CaseBooks(Books):
    """The database of an instance whose casework is worked."""

    def of_cases(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table that belong to cases, each with its case's reference."""
        return [dict(row) for row in self.rows(IN_CASE.format(table=table))]

    def check(self) -> None:
        """Nothing is half written: every row has all that is stored with it, and its event."""
        assert [row[0] for row in self.rows("PRAGMA integrity_check")] == ["ok"]
        assert self.rows("PRAGMA foreign_key_check") == []
        self._cases()
        self._steps()
        self._written()
        (linked,) = self.rows(
            "SELECT count(*), coalesce(max(number), 0), count(DISTINCT event_id) FROM audit_link"
        )
        (told,) = self.rows("SELECT count(*) FROM audit_event")
        assert set(linked) == {told[0]}

    def head(self) -> str:
        """The end of the trail, as the auditor notes it."""
        (row,) = self.rows("SELECT number, hash FROM audit_link ORDER BY number DESC LIMIT 1")
        return f"{row['number']}:{row['hash']}"

    def _cases(self) -> None:
        """A case has its agency, and whoever opened it has said so; it opens with what was told."""
        began = {event["object"] for event in self.events("case opened") if "process" in event}
        began |= {event["object"] for event in self.events("case review applied for")}
        inside = {(row["reference"], row["agency_id"]) for row in self.of_cases("lock_involvement")}
        shared = {(row["reference"], row["agency_id"]) for row in self.of_cases("lock_share")}
        told = {
            "asb": {row["reference"] for row in self.of_cases("asb_report")},
            "marac": {row["reference"] for row in self.of_cases("marac_referral")},
            "case-review": {row["reference"] for row in self.of_cases("reviews_application")},
        }
        cases = self.rows("SELECT * FROM lock_case")
        assert {f"case {row['reference']}" for row in cases} == began
        for row in cases:
            assert (row["reference"], row["holder_id"]) in inside & shared
            assert row["reference"] in told[row["process"]]

    def _steps(self) -> None:
        """A case stands where its last step led, and each step is told of once."""
        steps: dict[str, list[dict[str, Any]]] = {}
        for row in self.of_cases("running_taken"):
            steps.setdefault(row["reference"], []).append(row)
        for row in self.rows("SELECT * FROM lock_case"):
            taken = steps.get(row["reference"], [])
            assert [one["turn"] for one in taken] == list(range(1, row["turn"] + 1))
            assert not taken or taken[-1]["into"] == row["state"]
        told = Counter((event["object"], event["step"]) for event in self.events("case step taken"))
        taken = (row for rows in steps.values() for row in rows)
        assert told == Counter((f"case {row['reference']}", row["step"]) for row in taken)

    def _written(self) -> None:
        """Entries, reports and research have their events, and reports the words they stand on."""
        entries = self.of_cases("running_entry")
        said = {event["entry"] for event in self.events("case entry added")}
        assert said <= {row["id"] for row in entries}
        received = {row["reference"] for row in entries if row["reference"].startswith("CASE-")}
        for row in entries:
            assert row["id"] in said or row["taken_id"] or row["reference"] in received
        reports = self.of_cases("asb_report")
        told = sorted(event["report"] for event in self.events("asb report added"))
        assert told == [row["id"] for row in reports]
        assert {row["entry_id"] for row in reports} <= said
        answered = Counter(event["object"] for event in self.events("marac research answered"))
        research = self.of_cases("marac_research")
        assert answered == Counter(f"case {row['reference']}" for row in research)


def everything_is_there(ledger: Ledger, books: CaseBooks) -> None:
    """What was acknowledged is there once and whole; the rest, whole or not at all."""
    entries = books.of_cases("running_entry")
    words = Counter(row["words"] for row in entries)
    research = Counter(row["text"] for row in books.of_cases("marac_research"))
    risk = [row["words"] for row in entries if row["piece"] == "risk matrix"]
    for write in ledger.writes:
        if write.kind == "report":
            account, *rest = write.mark, f"Example Person, {write.mark}", f"By letter, {write.mark}"
            assert [words[one] for one in rest] == [words[account]] * 2, write
            found = words[account]
        elif write.kind == "research":
            found = research[write.mark]
        elif write.kind == "risk":
            found = sum(one.endswith(write.mark) for one in risk)
        else:
            found = words[write.mark]
        assert found == 1 if write.acknowledged else found <= 1, (write, found)
    _steps_are_there(ledger, books, entries)


def _steps_are_there(ledger: Ledger, books: CaseBooks, entries: list[dict[str, Any]]) -> None:
    """A step that was answered was taken; one with words was taken if its words are there."""
    taken = Counter((row["reference"], row["step"]) for row in books.of_cases("running_taken"))
    by_words = {row["words"]: row for row in entries}
    for kind, step in STEPS.items():
        for write in (one for one in ledger.writes if one.kind == kind):
            found = taken[write.about["case"], step]
            assert found == 1 if write.acknowledged else found <= 1, write
            if kind == "step":
                assert found == (write.mark in by_words), write
                assert not found or by_words[write.mark]["taken_id"], write


def every_page_is_on_record(people: Iterable[Caseworker], books: CaseBooks) -> int:
    """Of each page of a case that came, the trail tells: while it was asked for, by whom, of what.

    How many there were. At any moment a person asks for one page; the server's clock is ours.
    """
    accounts = {row["post"]: row["id"] for row in books.rows("SELECT * FROM directory_user")}
    told: dict[tuple[str, str], list[datetime]] = {}
    for action in ("case read", "case acted on", "cases listed"):
        for event in books.events(action):
            at = datetime.fromisoformat(event["at"]).replace(tzinfo=UTC)
            told.setdefault((event["by"], event["object"]), []).append(at)
    pages = 0
    for person in people:
        for page in person.pages:
            case = CASE.match(page.path)
            if case or page.path == "/cases/":
                object = f"case {case[1]}" if case else "cases"
                at = told.get((f"account {accounts[person.post]}", object), [])
                assert any(page.began <= one <= page.ended for one in at), (person.post, page)
                pages += 1
    return pages
