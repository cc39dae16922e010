"""The instance's books read past the service: what must hold in them whenever it is killed."""

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from saferboard.cli.example_year import BODY
from tests.crash.instance import PACK_DAY

PACK = f"{BODY}/{PACK_DAY}"


class Books:
    """The database of an instance and its kept files."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._right: set[str] = set()  # files that were read and found right

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """The database, as whoever opens it first after a kill finds it."""
        with closing(sqlite3.connect(self.home / "saferboard.sqlite3", timeout=60)) as held:
            held.row_factory = sqlite3.Row
            yield held

    def rows(self, query: str, *given: Any) -> list[sqlite3.Row]:
        with self.open() as held:
            return held.execute(query, given).fetchall()

    def newest_pack(self) -> sqlite3.Row | None:
        """The publication that the public sees of the pack."""
        found = self.rows(
            "SELECT * FROM publish_publication WHERE kind = 'pack' AND subject = ? "
            "ORDER BY number DESC LIMIT 1",
            PACK,
        )
        return found[0] if found else None

    def events(self, action: str) -> list[dict[str, Any]]:
        """What the audit trail tells of one kind of action; ``%`` stands for anything."""
        found = self.rows("SELECT * FROM audit_event WHERE action LIKE ?", action)
        return [dict(row) | json.loads(row["detail"]) for row in found]

    def check(self) -> None:
        """Every row has its partner, every file is whole, every number follows the one before."""
        assert [row[0] for row in self.rows("PRAGMA integrity_check")] == ["ok"]
        assert self.rows("PRAGMA foreign_key_check") == []
        self._files()
        self._publications()
        self._minutes()
        self._rest()

    def _files(self) -> None:
        named = {
            row[0]
            for query in (
                "SELECT sha FROM papers_version WHERE sha <> ''",
                "SELECT sha FROM papers_draft WHERE sha <> ''",
                "SELECT file FROM decisions_entry WHERE file <> ''",
                "SELECT sha FROM publish_sealedpapers",
            )
            for row in self.rows(query)
        }
        for row in self.rows("SELECT files FROM publish_publication"):
            named |= {file["sha256"] for file in json.loads(row["files"]).values()}
        for sha in named - self._right:
            data = (self.home / "media" / sha[:2] / sha).read_bytes()
            assert hashlib.sha256(data).hexdigest() == sha
        self._right |= named

    def _publications(self) -> None:
        rows = self.rows("SELECT * FROM publish_publication ORDER BY stamp")
        stamp = self.rows("SELECT number FROM publish_stamp")[0]["number"]
        told = [(row["stamp"], row["kind"], row["subject"]) for row in rows]
        assert [one[0] for one in told] == list(range(1, stamp + 1)), told
        by_subject = defaultdict(list)
        for row in rows:
            by_subject[row["kind"], row["subject"]].append(row["number"])
        for numbers in by_subject.values():
            assert numbers == list(range(1, len(numbers) + 1))
        told = Counter(
            (event["action"].split()[0], event["object"], event["number"])
            for what in ("published", "corrected")
            for event in self.events(f"% {what}")
        )
        assert told == Counter((row["kind"], row["subject"], row["number"]) for row in rows)
        self._corrected_minutes()
        packs = [row["id"] for row in rows if row["subject"] == PACK]
        sealed = self.rows("SELECT publication_id FROM publish_sealedpapers ORDER BY id")
        assert [row[0] for row in sealed] == packs
        logs = self.rows("SELECT count(*) FROM decisions_listing")[0][0]
        assert (
            logs
            == sum(row["kind"] == "pack" for row in rows)
            == len(self.events("action log kept"))
        )

    def _corrected_minutes(self) -> None:
        """With them comes the record, if anything was entered since the last: both or neither."""
        entered = False
        trail = [row[0] for row in self.rows("SELECT action FROM audit_event ORDER BY id")]
        for action, following in pairwise([*trail, ""]):
            if action in ("record published", "record corrected"):
                entered = False
            elif action.startswith("action: "):
                entered = True
            elif action == "minutes corrected" and entered:
                assert following == "record corrected"

    def _minutes(self) -> None:
        _follow(
            self.rows("SELECT minute_id, number FROM minutes_revision ORDER BY minute_id, number"),
            first=1,
        )
        unlike = self.rows(
            "SELECT m.id FROM minutes_minute m LEFT JOIN minutes_revision r "
            "ON r.minute_id = m.id AND r.number = m.revision "
            "WHERE m.text <> coalesce(r.text, '') OR m.revision <> "
            "(SELECT count(*) FROM minutes_revision WHERE minute_id = m.id)"
        )
        assert unlike == []
        _follow(
            self.rows("SELECT minute_id, place FROM minutes_outcome ORDER BY minute_id, place"),
            first=0,
        )
        stands = self.rows("SELECT key, text FROM minutes_outcome")
        kept = self.rows("SELECT outcome, text FROM minutes_outcomerevision WHERE what = 'added'")
        assert Counter(map(tuple, stands)) == Counter(map(tuple, kept))
        of = Counter(row[0] for row in self.rows("SELECT minute_id FROM minutes_outcome"))
        assert Counter(event["minute"] for event in self.events("outcome added")) == of

    def _rest(self) -> None:
        entries = "SELECT action_id, place FROM decisions_entry ORDER BY action_id, place"
        _follow(self.rows(entries), first=0)
        stored = Counter(row["id"] for row in self.rows("SELECT id FROM decisions_entry"))
        assert Counter(event["entry"] for event in self.events("action: %")) == stored
        on = "SELECT meeting_id, number FROM meetings_agendaitem WHERE state = 'on'"
        _follow(self.rows(f"{on} ORDER BY meeting_id, number"), first=1)
        stored = Counter(row["id"] for row in self.rows("SELECT id FROM meetings_agendaitem"))
        assert Counter(event["item"] for event in self.events("item put on%")) == stored
        versions = "SELECT paper_id, number FROM papers_version ORDER BY paper_id, number"
        _follow(self.rows(versions), first=1)
        submitted = Counter(
            (event["object"], event["version"], event["file"])
            for event in self.events("paper submitted")
        )
        kept = self.rows("SELECT paper_id, number, sha FROM papers_version")
        assert submitted == Counter((f"paper {row[0]}", row[1], row[2]) for row in kept)


def _follow(rows: Iterable[sqlite3.Row], *, first: int) -> None:
    """Of each thing, numbers follow one another without a gap."""
    found = defaultdict(list)
    for of, number in rows:
        found[of].append(number)
    for of, numbers in found.items():
        assert numbers == list(range(first, first + len(numbers))), (of, numbers)
