"""The local tables of a partnership's casework, beside its purposes and procedures."""

from collections.abc import Iterable, Mapping

from saferboard.core.casework.asb.settings import FILE as ASB
from saferboard.core.casework.asb.settings import check_settings, read_settings
from saferboard.core.casework.process.process import Process
from saferboard.core.ingest.gathering import Faults


def check_tables(
    files: Mapping[str, str], processes: Iterable[Process], faults: Faults
) -> tuple[str, ...]:
    """Every fault of every table that there is, and what each holds in a few words."""
    settings = read_settings(files.get(ASB), faults)
    if settings is None:
        return ()
    check_settings(settings, processes, faults)
    matrix = settings.matrix
    return (
        f"risk matrix version {matrix.version}: {len(matrix.questions)} questions, "
        f"at most {matrix.most}; " + ", ".join(f"{b.band} from {b.least}" for b in matrix.bands),
    )
