"""Ten thousand damaged sources: whatever a reader is given, it ends, and every line is told of."""

import signal
from collections.abc import Callable, Iterator
from random import Random
from types import FrameType

import pytest

from saferboard.core.faults import Refused
from saferboard.core.ingest.past.moderngov.reading import read_any
from saferboard.core.ingest.past.packs import read_pack
from saferboard.core.ingest.past.values import Reading
from tests.generated import layouts, saved
from tests.generated.lines import text_of
from tests.generated.packs import make

INPUTS = 10_000
SECONDS = 2  # of the processor: a reader that takes longer hangs
UNITS = (
    "a", " ", "(a) ", "1. ", "\t", "<b>", "&amp;", "**", "_", "RESOLVED: ", "- ", "[x](",
    "A. B. ", "1.1.", "|", "Mr. ", "\u00a0", "-\n", "Jo Greel, ", "That the ",
)  # fmt: skip
MARKS = (
    ("<div>", "</div>"), ("(", ")"), ("[", "]"), ("**", "**"), ("> ", ""),
    ("<table><tr><td>", "</td></tr></table>"),
)  # fmt: skip

Damage = Callable[[str, Random], str]


def bits(text: str, chance: Random) -> str:
    """Bits turn over."""
    data = bytearray(text.encode())
    for _ in range(chance.randint(1, 60)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data.decode("utf-8", "replace")


def cut(text: str, chance: Random) -> str:
    """The beginning, the end or both are gone."""
    first, last = sorted(chance.randrange(len(text)) for _ in range(2))
    return text[first:last]


def shuffled(text: str, chance: Random) -> str:
    """Lines in another order."""
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def doubled(text: str, chance: Random) -> str:
    """A block stands there again and again."""
    first = chance.randrange(len(text))
    block = text[first : first + chance.randint(1, 2000)]
    return text[:first] + block * chance.randint(2, 6) + text[first:]


def dropped(text: str, chance: Random) -> str:
    """Lines are missing."""
    return "\n".join(line for line in text.split("\n") if chance.random() < 0.7)


def noise(text: str, chance: Random) -> str:
    """Bytes that say nothing."""
    return chance.randbytes(chance.randint(0, 1500)).decode("latin-1")


def huge(text: str, chance: Random) -> str:
    """One line without an end, of characters that rules look for."""
    at = chance.randrange(len(text))
    endless = chance.choice(UNITS) * chance.randint(500, 6000)
    return text[:at][-1500:] + endless + text[at:][:1500]


def nested(text: str, chance: Random) -> str:
    """Marks within marks."""
    depth = chance.randint(10, 300)
    opened, closed = chance.choice(MARKS)
    return opened * depth + text[:1500] + closed * chance.randint(0, depth)


def spliced(text: str, chance: Random) -> str:
    """Two halves of different lines on one."""
    lines = text.split("\n")
    for _ in range(20):
        at = chance.randrange(len(lines))
        lines[at] = lines[at][: chance.randint(0, 40)] + chance.choice(lines)
    return "\n".join(lines)


def odd(text: str, chance: Random) -> str:
    """Characters that look like letters or line ends, or are not seen at all."""
    strange = "\u2028\u2029\u0085\x0b\x1c\x00\ufeff\u200b\u202e\U0001d49c²①٣\r\f\ud7ff"
    places = [chance.randrange(len(text)) for _ in range(chance.randint(1, 60))]
    parts = list(text)
    for at in places:
        parts[at] = chance.choice(strange)
    return "".join(parts)


DAMAGES: tuple[Damage, ...] = (
    bits, cut, shuffled, doubled, dropped, noise, huge, nested, spliced, odd,
)  # fmt: skip
SMALL = [make(seed, items=2) for seed in range(8)]
SOURCES = (
    (read_pack, (layouts.marked, layouts.plain, layouts.wrapped)),
    (read_any, (saved.labelled, saved.bare, saved.tabled)),
)


def damaged(reader_no: int, damage: Damage) -> Iterator[str]:
    """Small sources of one reader, damaged in one way, sometimes in a second one too."""
    chance = Random(f"{reader_no} {damage.__name__}")
    made = [text_of(layout(pack, chance)) for pack in SMALL for layout in SOURCES[reader_no][1]]
    for _ in range(INPUTS // len(DAMAGES) // len(SOURCES)):
        text = damage(chance.choice(made), chance)
        if text and chance.random() < 0.2:
            text = chance.choice(DAMAGES)(text, chance)
        yield text


@pytest.fixture
def watched() -> Iterator[Callable[[], None]]:
    """Winds up the watchdog again for every input. It counts the time of this process alone."""

    def bark(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {SECONDS} seconds")

    before = signal.signal(signal.SIGVTALRM, bark)

    def wind() -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)

    yield wind
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("reader_no", range(len(SOURCES)), ids=["pack", "page"])
def test_no_damage_stops_a_reader_or_hides_a_line(
    reader_no: int, damage: Damage, watched: Callable[[], None]
) -> None:
    reader = SOURCES[reader_no][0]
    told = 0
    for n, text in enumerate(damaged(reader_no, damage)):
        watched()
        try:
            reading = reader(text)
        except Refused:
            continue
        except Exception as fault:
            raise AssertionError(f"input {n}: {fault!r}\n{text[:400]!r}") from fault
        told += 1
        assert adds_up(reading), f"input {n}: {reading.coverage}\n{text[:400]!r}"
    assert told or damage is noise  # which is no page


def adds_up(reading: Reading) -> bool:
    """Whether the lines read and those rejected are all, each reject once and within the text."""
    coverage, rejects = reading.coverage, reading.rejects
    numbers = {reject.line for reject in rejects}
    return (
        coverage.lines == coverage.read + coverage.rejected
        and coverage.rejected == len(rejects) == len(numbers)
        and min(numbers, default=1) >= 1
        and all(reject.reason for reject in rejects)
    )
