"""The purposes for which a partnership holds cases, as TOML: every fault at once, with its key."""

from collections.abc import Iterable

from saferboard.core.casework.cases import FieldClass, Purpose
from saferboard.core.casework.process.process import Process
from saferboard.core.ingest.declarations import Shape, declared, read_toml
from saferboard.core.ingest.gathering import Faults, did_you_mean

TABLES = "casework"
"""The folder of what a partnership sets for its casework; procedures have one of their own."""
FILE = f"{TABLES}/purposes.toml"
_SHAPE = Shape(Purpose)


def read_purposes(text: str | None, faults: Faults) -> tuple[Purpose, ...]:
    """The purposes of the file, faults being noted; none where a partnership has no such file.

    Whoever co-ordinates or begins a case must be able to see its outline.
    """
    if text is None:
        return ()
    found = read_toml(text, FILE, faults, tables=("purposes",))
    read = declared(found, "purposes", _SHAPE, FILE, faults)[0]
    for purpose in read:
        outline = purpose.opens.get(FieldClass.OUTLINE, frozenset())
        for role in sorted({purpose.co_ordinator, *purpose.begins} - outline):
            faults.add(
                f"the role '{role}' cannot see the outline of cases that it works on",
                where=f"{FILE}, purposes '{purpose.key}', opens.outline",
                expected="the co-ordinating role and every role that begins a case",
                remedy=f"add '{role}' to the outline",
            )
    return read


def check_processes(
    purposes: Iterable[Purpose], processes: Iterable[Process], faults: Faults
) -> None:
    """A fault for each procedure whose cases would be held for no declared purpose."""
    keys = [purpose.key for purpose in purposes]
    for process in processes:
        if process.purpose not in keys:
            faults.add(
                f"there is no purpose '{process.purpose}'",
                where=f"procedure '{process.key}' version {process.version}, purpose",
                expected=f"a purpose declared in {FILE}",
                remedy=did_you_mean(process.purpose, keys, f"declare it in {FILE}"),
            )
