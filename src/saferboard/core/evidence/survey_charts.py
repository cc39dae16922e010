"""A survey's answers as values for page and print: over time, and area by area."""

from collections.abc import Mapping

from saferboard.core.document.tree import Chart, Column, Mark, Point, Series, Table
from saferboard.core.evidence.figures import Figure, Missing, Number, Suppressed
from saferboard.core.evidence.surveys import Answered, Question, Surveyed
from saferboard.core.evidence.words import rounded

PLACES = 1
NO_BASE = "Not published"
NO_LIMITS = "None: the base is not published"


def share_words(figure: Figure) -> str:
    """``94.0%``, ``Suppressed`` or ``Not known``."""
    if isinstance(figure, Number):
        return f"{rounded(figure.value, PLACES)}%"
    return "Suppressed" if isinstance(figure, Suppressed) else "Not known"


def limits_words(figure: Figure) -> str:
    """``90.2% to 96.4%``, or why there are none."""
    if not isinstance(figure, Number):
        return "–"
    if figure.lower is None or figure.upper is None:
        return NO_LIMITS
    return f"{rounded(figure.lower, PLACES)}% to {rounded(figure.upper, PLACES)}%"


def base_words(figure: Figure) -> str:
    """How many answered: ``412``, or that it was not published."""
    if not isinstance(figure, Number):
        return "–"
    return NO_BASE if figure.denominator is None else f"{figure.denominator:,}"


def why(answer: Answered) -> str:
    """What a reader must know of one answer; empty if nothing."""
    figure = answer.figure
    if isinstance(figure, Suppressed | Missing):
        return figure.reason[:1].upper() + figure.reason[1:] + "."
    return answer.note


def of(surveyed: Surveyed, question: str, area: str) -> tuple[Answered, ...]:
    """The answers to a question in an area, the oldest first."""
    return tuple(a for a in surveyed.answers if (a.question, a.area) == (question, area))


def latest(surveyed: Surveyed, question: str) -> tuple[Answered, ...]:
    """The answers of every area in the newest period of a question."""
    held = [a for a in surveyed.answers if a.question == question]
    newest = max((a.period for a in held), key=lambda p: (p.last, p.first))
    return tuple(a for a in held if a.period == newest)


def sentence(question: Question, answer: Answered, place: str) -> str:
    """``94.0% agreed in Leicestershire in 2020/21 Q3 (95% limits 90.2% to 96.4%, base 412).``"""
    figure, period = answer.figure, answer.period.words
    if not isinstance(figure, Number):
        return f"{question.name}, {place}, {period}: {share_words(figure).lower()}. {why(answer)}"
    said = f"{share_words(figure)} in {place} in {period}"
    if figure.lower is None:
        return f"{said}. How many were asked was not published."
    return f"{said} (95% limits {limits_words(figure)}; {base_words(figure)} people answered)."


def over_time(question: Question, answers: tuple[Answered, ...], place: str) -> Chart | None:
    """One line for each wording; None with fewer than two figures."""
    known = [a for a in answers if isinstance(a.figure, Number)]
    if len(known) < 2:
        return None
    title = f"{question.name}, {place}"
    used = _used(question, answers)
    return Chart(
        title=title,
        summary=" ".join(_told(version, question, known) for version in used),
        mark=Mark.LINE,
        unit="per cent",
        series=tuple(_line(wording, question, answers) for wording in used),
        table=table(title, answers),
    )


def _used(question: Question, answers: tuple[Answered, ...]) -> list[str]:
    held = {a.wording for a in answers}
    order = [wording.version for wording in question.wordings if wording.version in held]
    return order + [version for version in sorted(held) if version not in order]


def _told(version: str, question: Question, known: list[Answered]) -> str:
    """The first and the last share of one wording; two wordings are never compared."""
    held = [a for a in known if a.wording == version]
    ends = [f"{share_words(a.figure)} in {a.period.words}" for a in (*held[:1], *held[1:][-1:])]
    return f"{_name(version, question)}: {' to '.join(ends) or 'nothing can be shown'}."


def _name(version: str, question: Question) -> str:
    since = {one.version: one.since for one in question.wordings}
    return f"Asked from {since[version].words}" if version in since else "Wording not known"


def _line(version: str, question: Question, answers: tuple[Answered, ...]) -> Series:
    held = tuple(_point(a) for a in answers if a.wording == version)
    return Series(_name(version, question), held)


def _point(answer: Answered) -> Point:
    figure, at = answer.figure, str(answer.period.last)
    if not isinstance(figure, Number):
        return Point(at, None)
    return Point(at, figure.value, figure.lower, figure.upper)


def _rounded(figure: Number) -> float:
    """What the label beside a bar says: what the table says."""
    return float(rounded(figure.value, PLACES))


def table(caption: str, answers: tuple[Answered, ...]) -> Table:
    """Every period of one area."""
    return Table(
        caption=caption,
        columns=(
            Column("Period"),
            Column("Share", True),
            Column("95% limits", True),
            Column("Base", True),
            Column("Note"),
        ),
        rows=tuple(_row(a.period.words, a) for a in answers),
    )


def _row(name: str, a: Answered) -> tuple[str, ...]:
    return name, share_words(a.figure), limits_words(a.figure), base_words(a.figure), why(a)


def by_area(
    question: Question, answers: tuple[Answered, ...], names: Mapping[str, str]
) -> Chart | None:
    """The areas of one period side by side, the highest first; None with fewer than two figures."""
    known = [(a, a.figure) for a in answers if isinstance(a.figure, Number)]
    if len(known) < 2:
        return None
    known.sort(key=lambda item: (-item[1].value, names[item[0].area]))
    title = f"{question.name} by area, {answers[0].period.words}"
    high, low = known[0], known[-1]
    return Chart(
        title=title,
        summary=f"Highest in {names[high[0].area]} ({share_words(high[1])}), lowest in "
        f"{names[low[0].area]} ({share_words(low[1])}).",
        mark=Mark.BAR,
        unit="per cent",
        series=(
            Series(
                question.name,
                tuple(Point(names[a.area], _rounded(f), f.lower, f.upper) for a, f in known),
            ),
        ),
        table=areas_table(title, answers, names),
    )


def areas_table(caption: str, answers: tuple[Answered, ...], names: Mapping[str, str]) -> Table:
    """Every area of one period, by name; what is not shown says why."""
    columns = (Column("Area"), *table(caption, ()).columns[1:])
    rows = [_row(names[a.area], a) for a in sorted(answers, key=lambda a: names[a.area])]
    return Table(caption=caption, columns=columns, rows=tuple(rows))
