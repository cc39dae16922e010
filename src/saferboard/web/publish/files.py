"""Files appear whole or not at all."""

from pathlib import Path

from saferboard.engines.tables.disk import full_disk_refused


def write(path: Path, content: bytes) -> Path:
    """Write beside the old file first, so that a reader never meets half of one."""
    fresh = path.with_name(path.name + ".new")
    with full_disk_refused(path.parent):
        try:
            fresh.write_bytes(content)
            return fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
