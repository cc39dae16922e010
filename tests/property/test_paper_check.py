"""Sentences made with true claims raise no alarm, ever; with planted errors they do."""

import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.evidence.checking.lines import read_text
from saferboard.core.evidence.checking.report import check
from saferboard.core.evidence.checking.stated import told

_NUMBERS = "nought one two three four five six seven eight nine ten eleven twelve thirteen"
UNITS = _NUMBERS.split()
Change = tuple[str, float, Callable[[float, int, int], str], int, int]
NOUNS = ("entrants", "referrals", "calls", "repeat cases", "offences")
FILLERS = (
    "",
    " The office opens at 9.00am on 14 June 2019 (telephone 01632 960 123).",
    " See paragraphs 7-11 and Appendix 2.",
    " Grants of £300,000 and £1.5m were paid in 2016/17.",
    " It is for people aged 10 - 17, 24/7.",
    " Between 5–10% came back within 3 years.",
)


def count(n: int, commas: bool) -> str:
    return f"{n:,}" if commas else str(n)


def per_cent(value: float, places: int, style: int) -> str:
    """A percentage as people write it; small whole ones may be in words."""
    text = told(abs(value), places)
    if style == 3 and places == 0 and 2 <= round(abs(value)) < len(UNITS):
        return f"{UNITS[int(text)]} per cent"
    return text + ("%", " per cent", " %", "%")[style]


def points(value: float, places: int, style: int) -> str:
    return told(abs(value), places) + (" percentage points", "pp", " points", "% points")[style]


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A sentence with a gap for its change, the true change, and how it is to be written."""
    percentages = draw(st.booleans())
    style, places = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    commas = draw(st.booleans())
    if percentages:
        was = draw(st.integers(10, 990)) / 10
        now = draw(st.integers(10, 990).filter(lambda n: n / 10 != was)) / 10
        a, b = f"{was:.1f}%", f"{now:.1f}%"
    else:
        was = draw(st.integers(20, 9000))
        now = draw(st.integers(20, 9000).filter(lambda n: n != was))
        a, b = count(int(was), commas), count(int(now), commas)
    in_points = percentages and draw(st.booleans())
    true = now - was if in_points else 100 * (now / was - 1)
    way = ("increased", "an increase", "higher") if now > was else ("fell", "a fall", "lower")
    noun = draw(st.sampled_from(NOUNS))
    sentence = draw(
        st.sampled_from(
            (
                f"The number of {noun} {way[0]} from {a} to {b}, {way[1]} of {{}}.",
                f"There were {b} {noun}, compared with {a} the year before, {way[1]} of {{}}.",
                f"The figure {way[0]} by {{}}, from {a} to {b}.",
                f"It went from {a} to {b}. This is {way[1]} of {{}}.",
                f"In 2015/16 it was {a}, and in 2016/17 it {way[0]} to {b}, {way[1]} of {{}}.",
                f"It stood at {b} in 2016/17, {{}} {way[2]} than in 2015/16 ({a}).",
                f"It {way[0]} to {b} from {a}, {way[1]} of {{}}.",
            )
        )
    )
    write = points if in_points else per_cent
    return sentence, true, write, places, style


@settings(max_examples=400)
@given(changes(), st.sampled_from(FILLERS), st.sampled_from(("", "about ", "around ")))
def test_a_true_change_raises_no_alarm(change: Change, filler: str, hedge: str) -> None:
    sentence, true, write, places, style = change
    text = sentence.format(hedge + write(true, places, style))
    assert check(read_text(text + filler)).findings == (), text


@settings(max_examples=300)
@given(st.integers(5, 400), st.data(), st.integers(0, 2), st.sampled_from(FILLERS))
def test_a_true_share_raises_no_alarm(
    whole: int, data: st.DataObject, places: int, filler: str
) -> None:
    part = data.draw(st.integers(1, whole))
    said = per_cent(100 * part / whole, places, data.draw(st.integers(0, 3)))
    text = data.draw(
        st.sampled_from(
            (
                f"{part} of {whole} cases ({said}) were repeats.",
                f"{said} ({part} of {whole}) were repeats.",
                f"Of the {whole} cases, {part} ({said}) were repeats.",
                f"{part} ({said}) of the {whole} were repeats.",
            )
        )
    )
    assert check(read_text(text + filler)).findings == (), text


@settings(max_examples=200)
@given(st.lists(st.integers(2, 900), min_size=2, max_size=5), st.booleans())
def test_a_true_total_raises_no_alarm(parts: list[int], first: bool) -> None:
    listed = [f"{n} {noun}" for n, noun in zip(parts, NOUNS, strict=False)]
    joined = ", ".join(listed[:-1]) + " and " + listed[-1]
    total = sum(parts)
    text = f"A total of {total} in all: {joined}." if first else f"{joined}, a total of {total}."
    assert check(read_text(text)).findings == (), text


def test_planted_errors_are_found() -> None:
    """Recall over sentences of every form: nine in ten are promised, and measured here."""
    rng = random.Random(20261122)
    planted = found = 0
    for _ in range(600):
        was, now = rng.randint(20, 900), rng.randint(20, 900)
        true = 100 * (now / was - 1)
        wrong = true + rng.choice((-1, 1)) * rng.uniform(3, 20)
        if now == was or abs(abs(wrong) - abs(true)) < 2:
            continue
        way = ("rose", "a rise") if now > was else ("fell", "a fall")
        stated = per_cent(wrong, rng.randint(0, 1), rng.randint(0, 3))
        text = rng.choice(
            (
                f"The number of calls {way[0]} from {was} to {now}, {way[1]} of {stated}.",
                f"There were {now} calls, against {was} the year before, {way[1]} of {stated}.",
                f"It {way[0]} by {stated}, from {was} to {now}.",
                f"It went from {was} to {now}. This is {way[1]} of {stated}.",
                f"In 2015 it was {was} and in 2016 it {way[0]} to {now}, {way[1]} of {stated}.",
            )
        )
        planted += 1
        found += bool(check(read_text(text)).findings)
    assert planted > 400
    assert found >= 0.9 * planted


def test_per_cent_for_points_is_found() -> None:
    rng = random.Random(7)
    for _ in range(200):
        was = rng.randint(10, 60)
        now = was + rng.randint(3, 30)
        if abs(100 * (now / was - 1) - (now - was)) < 6:
            continue  # the two are too near to be told apart
        text = f"Repeat cases rose from {was}% to {now}%, an increase of {now - was}%."
        assert [f.kind.name for f in check(read_text(text)).findings] == ["POINTS"], text
