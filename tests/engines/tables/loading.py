"""A load in a process of its own, so that it can be killed, starved of disk, or raced.

Run as ``python loading.py HOME FOLDER [--die-at N] [--file-limit BYTES]``. Prints ``ready`` when
about to load. Exits 0, or 1 with the refusal on the error stream. With ``--die-at`` the process
kills itself on the way into its Nth renaming of a file.
"""

import argparse
import os
import resource
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

from saferboard.core.faults import Refused
from saferboard.engines.tables.police import load_police
from saferboard.engines.tables.store import Store


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start a load; it is ready when this returns."""
    process = subprocess.Popen(
        [sys.executable, __file__, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def main() -> int:
    """Load as the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--die-at", type=int)
    parser.add_argument("--file-limit", type=int)
    given = parser.parse_args()
    if given.die_at is not None:
        renames = count(1)

        def die(event: str, _: object) -> None:
            if event == "os.rename" and next(renames) == given.die_at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(die)
    if given.file_limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (given.file_limit, given.file_limit))
    print("ready", flush=True)
    try:
        load_police(Store(given.home), [given.folder], wait=300)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
