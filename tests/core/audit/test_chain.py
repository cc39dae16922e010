"""The chain is whole as it was made, and whatever is done to it is found."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.audit.canonical import digest
from saferboard.core.audit.chain import (
    BEGINNING,
    Entry,
    Finding,
    Head,
    Kind,
    Link,
    link_hash,
    read_head,
    verify,
)
from saferboard.core.faults import Refused

AT = datetime(2026, 6, 10, 9, tzinfo=UTC)
Chain = list[tuple[Link, Entry | None]]


def entry(number: int, *, at: datetime | None = None, by: str = "clerk") -> Entry:
    moment = at or AT + timedelta(seconds=number)
    told = {"by": by, "action": "minute written", "object": f"meeting {number}"}
    made = digest(at=moment, detail={"pages": number}, **told)
    return Entry(moment, detail={"pages": number}, digest=made, **told)


def chain_of(*entries: Entry) -> Chain:
    """Entries with ids that leave gaps, as PostgreSQL's do, linked one after another."""
    made: Chain = []
    previous = BEGINNING.hash
    for number, one in enumerate(entries, 1):
        now = link_hash(previous, number, 10 * number, one.digest)
        made.append((Link(number, 10 * number, previous, now), one))
        previous = now
    return made


def chain(length: int = 6) -> Chain:
    return chain_of(*map(entry, range(1, length + 1)))


def head(made: Chain) -> Head:
    link, _ = made[-1]
    return Head(link.number, link.hash)


def kinds(*found: Finding) -> list[tuple[Kind, int | None]]:
    return [(one.kind, one.number) for one in found]


def test_a_chain_as_it_was_made_is_whole() -> None:
    made = chain()
    known = [head(made), head(made[:2]), head(made[:2])]
    assert list(verify(made, known=known)) == []
    assert list(verify([])) == []


def test_a_hash_is_worked_out_as_it_says() -> None:
    text = "0" * 64 + " 1 10 " + entry(1).digest
    assert chain(1)[0][0].hash == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "changed",
    [
        {"by": "chair"},
        {"action": "minute read"},
        {"object": "meeting 8"},
        {"detail": {}},
        {"at": AT},
        {"at": None},
        {"by": b"chair"},
        {"detail": {"pages": float("nan")}},
    ],
)
def test_a_changed_event(changed: dict[str, object]) -> None:
    made = chain()
    link, one = made[2]
    assert one is not None
    made[2] = link, replace(one, **changed)
    assert kinds(*verify(made)) == [(Kind.CHANGED, 3)]


def test_a_changed_event_whose_digest_was_made_to_fit() -> None:
    made = chain()
    made[2] = made[2][0], entry(3, by="chair")
    assert kinds(*verify(made)) == [(Kind.FORGED, 3)]


def test_a_changed_event_whose_digest_and_link_were_made_to_fit() -> None:
    made = chain()
    forged = chain_of(entry(1), entry(2), entry(3, by="chair"))
    made[2] = forged[2]
    assert kinds(*verify(made)) == [(Kind.ORDER, 4)]


def test_a_whole_chain_made_anew_is_known_by_its_heads_alone() -> None:
    made = chain()
    forged = chain_of(entry(1), entry(2, by="chair"), *map(entry, range(3, 7)))
    assert list(verify(forged)) == []
    known = [head(made[:1]), head(made[:3]), head(made)]
    assert kinds(*verify(forged, known=known)) == [(Kind.HEAD, 3), (Kind.HEAD, 6)]


def test_two_heads_of_one_number_cannot_both_be_true() -> None:
    made = chain()
    assert kinds(*verify(made, known=[head(made), Head(6, "f" * 64)])) == [(Kind.HEAD, 6)]


def removed(made: Chain) -> Chain:
    return [*made[:2], *made[3:]]


def event_gone(made: Chain) -> Chain:
    return [*made[:2], (made[2][0], None), *made[3:]]


def first_gone(made: Chain) -> Chain:
    return made[1:]


def events_swapped(made: Chain) -> Chain:
    (a, one), (b, two) = made[2:4]
    return [
        *made[:2],
        (replace(a, event=b.event), two),
        (replace(b, event=a.event), one),
        *made[4:],
    ]


def places_swapped(made: Chain) -> Chain:
    (a, one), (b, two) = made[2:4]
    swapped = [(replace(b, number=3), two), (replace(a, number=4), one)]
    return [*made[:2], *swapped, *made[4:]]


def out_of_order(made: Chain) -> Chain:
    return [*made[:2], made[3], made[2], *made[4:]]


def twice(made: Chain) -> Chain:
    return [*made[:3], made[2], *made[3:]]


@pytest.mark.parametrize(
    ("done", "found"),
    [
        (removed, [(Kind.GAP, 4)]),
        (event_gone, [(Kind.MISSING, 3)]),
        (first_gone, [(Kind.GAP, 2)]),
        (events_swapped, [(Kind.FORGED, 3), (Kind.FORGED, 4)]),
        (
            places_swapped,
            [
                (Kind.ORDER, 3),
                (Kind.FORGED, 3),
                (Kind.ORDER, 4),
                (Kind.FORGED, 4),
                (Kind.ORDER, 5),
            ],
        ),
        (out_of_order, [(Kind.GAP, 4), (Kind.ORDER, 3), (Kind.GAP, 5)]),
        (twice, [(Kind.ORDER, 3)]),
    ],
)
def test_what_is_done_to_links(
    done: Callable[[Chain], Chain], found: list[tuple[Kind, int]]
) -> None:
    assert kinds(*verify(done(chain()))) == found


def test_what_is_cut_off_at_the_end_is_missed_by_a_known_head_alone() -> None:
    made = chain()
    assert list(verify(made[:4])) == []
    found = verify(made[:4], known=[head(made[:5]), head(made), head(made[:4])])
    assert kinds(*found) == [(Kind.CUT, 5), (Kind.CUT, 6)]


def test_an_event_without_a_link() -> None:
    (found,) = verify(chain(), unlinked=[70])
    assert (found.kind, found.event, found.fault.where) == (Kind.UNLINKED, 70, "event 70")


def test_a_clock_that_went_back_is_noticed_and_breaks_nothing() -> None:
    back = AT - timedelta(hours=1)
    made = chain_of(entry(1), entry(2), entry(3, at=back), entry(4, at=back), entry(5))
    (found,) = verify(made)
    assert (found.kind, found.number, found.breaks) == (Kind.CLOCK, 3, False)
    assert "NTP" in found.fault.remedy


def test_a_transaction_may_last_a_minute() -> None:
    begun = AT + timedelta(seconds=1)
    late = entry(1, at=begun + timedelta(minutes=1))
    assert list(verify(chain_of(late, entry(2, at=begun)))) == []
    earlier = begun - timedelta(microseconds=1)
    assert kinds(*verify(chain_of(late, entry(2, at=earlier)))) == [(Kind.CLOCK, 2)]


@pytest.mark.parametrize("kind", Kind)
def test_a_finding_says_what_where_what_was_expected_and_what_to_do(kind: Kind) -> None:
    fault = Finding(kind, 3, 30).fault
    assert fault.what == kind
    assert fault.where == "link 3, event 30"
    assert fault.expected
    assert fault.remedy
    assert Finding(kind, 3, 30).breaks is (kind is not Kind.CLOCK)


def test_a_finding_tells_nothing_of_what_the_event_says() -> None:
    made = chain()
    made[2] = made[2][0], replace(entry(3), by="Example Person A")
    assert "Example" not in "".join(str(found.fault) for found in verify(made))


@given(st.data())
def test_whatever_one_letter_is_changed_it_is_found(data: st.DataObject) -> None:
    made = chain(4)
    place = data.draw(st.integers(0, 3))
    part = data.draw(st.sampled_from(["previous", "hash"]))
    link, one = made[place]
    text = getattr(link, part)
    at = data.draw(st.integers(0, 63))
    letter = data.draw(st.sampled_from("0123456789abcdef").filter(lambda x: x != text[at]))
    made[place] = replace(link, **{part: text[:at] + letter + text[at + 1 :]}), one
    assert any(found.breaks for found in verify(made))


def test_a_head_is_read_as_it_is_printed() -> None:
    known = head(chain())
    assert read_head(f" {known}\n", where="--known") == known


@pytest.mark.parametrize(
    "text", ["", "7", "7:abc", "0:" + "0" * 64, "7:" + "F" * 64, "-1:" + "0" * 64]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_head(text, where="--known")
    assert refused.value.faults[0].where == "--known"
