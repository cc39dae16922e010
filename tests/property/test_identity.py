"""Who is one person, beside the slowest way to work it out; comparing, whatever is written."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from saferboard.core.casework.people.comparing import compared
from saferboard.core.casework.people.features import blocking_keys, features
from saferboard.core.casework.people.linking import Decision, Said, persons
from saferboard.core.casework.people.names import folded, one_edit_apart
from saferboard.core.casework.people.proposing import Finding, judge
from saferboard.core.casework.people.records import Address, Born, Known, Name, Record

KEYS = "abcdefg"
PAIRS = list(combinations(KEYS, 2))
DECISIONS = st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from(list(Said))), max_size=25)
WORDS = st.one_of(
    st.sampled_from(["", "Ann", "Anna", "Example", "Smith", "Bob", "Robert", "Mr", "O'Neil"]),
    st.text(max_size=12),
)
NAMES = st.builds(Name, WORDS, WORDS)
BORN = st.one_of(
    st.none(),
    st.builds(Born, st.integers(1950, 1953)),
    st.builds(Born, st.integers(1950, 1953), st.integers(1, 12), st.integers(1, 28)),
)
RECORDS = st.builds(
    Record,
    key=st.sampled_from(KEYS),
    agency=st.just("police"),
    name=NAMES,
    known=st.sampled_from(list(Known)),
    aliases=st.lists(NAMES, max_size=2).map(tuple),
    born=BORN,
    sex=st.sampled_from(["", "male", "female"]),
    addresses=st.lists(
        st.builds(Address, WORDS, st.sampled_from(["", "ZZ1 1AA", "zz11ab", "?"])), max_size=2
    ).map(tuple),
    phones=st.lists(st.sampled_from(["07700900123", "1"]), max_size=2).map(tuple),
)


def told(drawn: list[tuple[tuple[str, str], Said]]) -> list[Decision]:
    return [Decision(number, *pair, said) for number, (pair, said) in enumerate(drawn)]


def slowly(decisions: list[Decision]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Persons and contradictions, going from every record along every link."""
    last = {one.pair: one.said for one in decisions}
    reached = {key: {key} for key in KEYS}
    for _ in KEYS:
        for (a, b), said in last.items():
            if said is Said.LINK:
                for key in KEYS:
                    if reached[key] & {a, b}:
                        reached[key] |= {a, b}
    groups = {frozenset(group) for group in reached.values() if len(group) > 1}
    wrong = {
        group
        for group in groups
        if any(last.get(pair) is Said.REFUSE for pair in combinations(sorted(group), 2))
    }
    return groups - wrong, wrong


@given(DECISIONS)
def test_persons_are_those_of_the_slow_way(drawn: list[tuple[tuple[str, str], Said]]) -> None:
    decisions = told(drawn)
    found = persons(decisions)
    groups, wrong = slowly(decisions)
    assert set(found.groups) == groups
    assert {one.records for one in found.conflicts} == wrong


@given(DECISIONS, st.randoms())
def test_the_order_in_which_decisions_are_read_makes_no_difference(
    drawn: list[tuple[tuple[str, str], Said]], random: object
) -> None:
    decisions = told(drawn)
    mixed = list(decisions)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert persons(mixed) == persons(decisions)


@given(DECISIONS, st.sampled_from(PAIRS))
def test_what_is_done_and_undone_was_never_done(
    drawn: list[tuple[tuple[str, str], Said]], pair: tuple[str, str]
) -> None:
    before = told([one for one in drawn if one[0] != pair])
    number = len(drawn)
    after = [*before, Decision(number, *pair, Said.LINK), Decision(number + 1, *pair, Said.UNDO)]
    assert persons(after) == persons(before)


@given(RECORDS, RECORDS, st.floats(0, 1))
def test_pairs_are_judged_alike_both_ways(a: Record, b: Record, probability: float) -> None:
    one, other = compared(a, b), compared(b, a)
    assert one.evidence == other.evidence
    if a.key != b.key:
        assert judge(a, b, probability) == judge(b, a, probability)
    if not (a.is_linkable and b.is_linkable):
        assert judge(a, b, probability).finding is Finding.APART


@given(RECORDS)
def test_every_record_has_columns_and_finds_itself(record: Record) -> None:
    keys = blocking_keys(features(record), b"secret")
    assert keys == blocking_keys(features(record), b"secret")
    assert folded(record.name.given) == folded(record.name.given.upper().casefold())


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_edit_is_one_edit(one: str, other: str) -> None:
    assert one_edit_apart(one, other) == (other in edits(one))


def edits(word: str) -> set[str]:
    """Every word one edit away, written out."""
    letters = "abc"
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + letter + b for a, b in cuts for letter in letters}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in letters}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return found - {word}
