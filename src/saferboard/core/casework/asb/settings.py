"""What a partnership sets for anti-social behaviour, as TOML: every fault at once, with its key."""

from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.core.casework.asb.incidents import GSS
from saferboard.core.casework.asb.risk import Matrix, Question, Threshold, check_matrix
from saferboard.core.casework.process.process import Process
from saferboard.core.casework.purposes import TABLES
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names

FILE = f"{TABLES}/asb.toml"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case can be closed."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Area:
    """A district or unitary of the partnership by its GSS code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Front:
    """The keys at the head of the file.

    ``version`` is of the risk matrix. ``police`` is the organisation whose incidents are taken in,
    by the roles of ``imports``; ``measure`` is the Board's measure that counts them. ``approach``
    are the procedure's steps that are the incremental approach, in its order. ``hours`` is how far
    apart a report and an incident may lie and still be proposed as the same.
    """

    version: int
    process: str
    police: str
    measure: str
    imports: tuple[str, ...]
    approach: tuple[str, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    front: Front
    matrix: Matrix
    reasons: tuple[Reason, ...]
    areas: tuple[Area, ...]

    def reason(self, key: str) -> Reason | None:
        """The reason with this key."""
        return next((one for one in self.reasons if one.key == key), None)


_FRONT = Shape(Front)
_QUESTION, _BAND, _REASON, _AREA = Shape(Question), Shape(Threshold), Shape(Reason), Shape(Area)
_HEAD = tuple(Front.__dataclass_fields__)
_LISTS = ("questions", "bands", "reasons", "areas")
LONGEST = 24 * 31


def read_settings(text: str | None, faults: Faults) -> Settings | None:
    """The settings of the file, faults being noted; none where a partnership has no such file."""
    before = len(faults.found)
    found = read_toml(text, FILE, faults, tables=(*_HEAD, *_LISTS))
    if found is None:
        return None
    front = _FRONT.read({key: found[key] for key in _HEAD if key in found}, FILE, faults)
    questions = declared(found, "questions", _QUESTION, FILE, faults)[0]
    bands = declared(found, "bands", _BAND, FILE, faults)[0]
    reasons = declared(found, "reasons", _REASON, FILE, faults)[0]
    areas = declared(found, "areas", _AREA, FILE, faults)[0]
    if front is None or len(faults.found) > before:
        return None
    matrix = Matrix(front.version, questions, bands)
    _check_front(front, faults)
    check_matrix(matrix, FILE, faults)
    _check_areas(areas, faults)
    return Settings(front, matrix, reasons, areas)


def _check_areas(areas: tuple[Area, ...], faults: Faults) -> None:
    codes = [one.code for one in areas]
    for number, code in enumerate(codes, start=1):
        if GSS.fullmatch(code) is None or code in codes[: number - 1]:
            faults.add(
                f"'{code}' cannot stand here",
                where=f"{FILE}, areas[{number}].code",
                expected="a code like E07000129, each once",
                remedy="correct the code",
            )


def _check_front(front: Front, faults: Faults) -> None:
    if front.version < 1:
        faults.add(
            f"{front.version} cannot be a version",
            where=f"{FILE}, version",
            expected="a whole number, 1 or more",
            remedy="number the versions of the matrix 1, 2, 3",
        )
    if not 1 <= front.hours <= LONGEST:
        faults.add(
            f"{front.hours} hours cannot be how far apart two accounts of one thing lie",
            where=f"{FILE}, hours",
            expected=f"a whole number from 1 to {LONGEST}",
            remedy="write 24 to begin with",
        )


def check_settings(settings: Settings, processes: Iterable[Process], faults: Faults) -> None:
    """A fault for every step and role that the newest version of the procedure does not know."""
    known = [one for one in processes if one.key == settings.front.process]
    names = Names("procedure", "processes/", frozenset(one.key for one in known))
    if not names.check(settings.front.process, f"{FILE}, process", faults):
        return
    newest = max(known, key=lambda one: one.version)
    file = f"procedure '{newest.key}' version {newest.version}"
    steps = Names("step", file, frozenset(one.key for one in newest.steps))
    parties = Names("party", file, frozenset(one.key for one in newest.parties))
    for key in settings.front.approach:
        steps.check(key, f"{FILE}, approach", faults)
    for role in settings.front.imports:
        parties.check(role, f"{FILE}, imports", faults)
