"""Reading what is declared of the matrix, what was scored, and what was published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from saferboard.core.evidence.periods import Month, Period
from saferboard.core.evidence.risk import RiskPlan
from saferboard.core.evidence.risk_matrix import MATRIX, Matrix, build
from saferboard.core.evidence.risk_telling import Move, moves
from saferboard.core.ingest.gathering import Faults, Names
from saferboard.core.ingest.risks import RISKS, read_risks
from saferboard.engines.tables.returns import PARTNERSHIP
from saferboard.engines.tables.store import Store
from saferboard.web.directory.models import Organisation, Post, User
from saferboard.web.directory.queries import post_of
from saferboard.web.evidence.risk.models import PublishedMatrix, Score


@dataclass(frozen=True, slots=True)
class Published:
    """A published matrix, and what moved since the one published before it."""

    row: PublishedMatrix
    matrix: Matrix
    before: PublishedMatrix | None
    moves: tuple[Move, ...]
    comparable: bool


def plan() -> RiskPlan | None:
    """What the partnership declares; None if it declares no matrix. Read anew when it changes."""
    held = Store(settings.HOME).read()
    entry = held.entry(PARTNERSHIP, RISKS)
    if entry is None:
        return None
    return _read(held.path(entry).read_text("utf-8"))


@lru_cache(maxsize=4)
def _read(text: str) -> RiskPlan | None:
    """What was checked with its whole folder when it was loaded: names are not checked again."""
    anything = Names("name", RISKS, None)
    return read_risks(text, RISKS, anything, anything, Faults())


def names(keys: Iterable[str]) -> dict[str, str]:
    """Organisations' names by key. One query."""
    found = Organisation.objects.filter(key__in=list(keys))
    return dict(found.values_list("key", "name"))


def matrix_on(found: RiskPlan, on: date, quarter: Period | None = None) -> Matrix:
    """The matrix of a day (for its own quarter unless told), from every score. Two queries."""
    given = [row.given for row in Score.objects.all()]
    return build(found, given, names(found.partners), quarter or quarter_of(on), on)


def quarter_of(day: date) -> Period:
    """The quarter that a day lies in."""
    first = (day.month - 1) // 3 * 3 + 1
    return Period(Month(day.year, first), Month(day.year, first + 2))


def scores_of(risk: str) -> list[Score]:
    """Every score of one threat, the newest first."""
    return list(Score.objects.filter(risk=risk).order_by("-on", "-pk"))


def published() -> list[PublishedMatrix]:
    """Every published matrix, newest first, without its content."""
    return list(PublishedMatrix.objects.defer("content"))


def newest() -> PublishedMatrix | None:
    """The newest matrix of the newest quarter."""
    return PublishedMatrix.objects.first()


def by_number(quarter: Period, number: int) -> PublishedMatrix | None:
    """One matrix of a quarter."""
    return PublishedMatrix.objects.filter(quarter=str(quarter), number=number).first()


def matrices() -> list[Matrix]:
    """Every published matrix as a value, the earliest first."""
    rows = PublishedMatrix.objects.order_by("quarter", "number")
    return [MATRIX.validate_python(row.content) for row in rows]


def before(row: PublishedMatrix) -> PublishedMatrix | None:
    """The newest matrix of the last earlier quarter that has one."""
    return PublishedMatrix.objects.filter(quarter__lt=row.quarter).first()


def shown(row: PublishedMatrix) -> Published:
    """A published matrix beside the one before it."""
    matrix = MATRIX.validate_python(row.content)
    earlier = before(row)
    if earlier is None:
        return Published(row, matrix, None, (), True)
    was = MATRIX.validate_python(earlier.content)
    return Published(row, matrix, earlier, moves(was, matrix), was.mark == matrix.mark)


def since_published(matrix: Matrix) -> tuple[Move, ...]:
    """What moved since anything was last published."""
    row = newest()
    return moves(MATRIX.validate_python(row.content), matrix) if row else ()


def post_behind(user: object) -> Post | None:
    """The post of whoever is signed in, with its organisation."""
    return post_of(user) if isinstance(user, User) else None
