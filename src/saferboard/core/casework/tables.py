"""The local tables of a partnership's casework, beside its purposes and procedures."""

from collections.abc import Iterable, Mapping

from saferboard.core.casework.asb.settings import FILE as ASB
from saferboard.core.casework.asb.settings import check_settings, read_settings
from saferboard.core.casework.marac.settings import FILE as MARAC
from saferboard.core.casework.marac.settings import read_settings as read_marac
from saferboard.core.casework.process.process import Process
from saferboard.core.faults import Refused
from saferboard.core.ingest.gathering import Faults


def check_tables(
    files: Mapping[str, str], processes: Iterable[Process], faults: Faults
) -> tuple[str, ...]:
    """Every fault of every table that there is, and what each holds in a few words."""
    return (*_asb(files.get(ASB), processes, faults), *_marac(files.get(MARAC), faults))


def _asb(text: str | None, processes: Iterable[Process], faults: Faults) -> tuple[str, ...]:
    settings = read_settings(text, faults)
    if settings is None:
        return ()
    check_settings(settings, processes, faults)
    matrix = settings.matrix
    return (
        f"risk matrix version {matrix.version}: {len(matrix.questions)} questions, "
        f"at most {matrix.most}; " + ", ".join(f"{b.band} from {b.least}" for b in matrix.bands),
    )


def _marac(text: str | None, faults: Faults) -> tuple[str, ...]:
    if text is None:
        return ()
    try:
        settings = read_marac(text)
    except Refused as refused:
        faults.found.extend(refused.faults)
        return ()
    several = "not set" if settings.several is None else str(settings.several)
    return (
        f"MARAC: {len(settings.rules)} rules of repeats, several repeats: {several}, "
        f"{len(settings.agencies)} core agencies named",
    )
