"""Runs a piece of work in a process of its own and measures its time and its memory."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from time import perf_counter, process_time
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of the work alone (by the clock and of all processors), peak memory, its value."""

    seconds: float
    processor: float
    megabytes: float
    value: Any


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the bench's table: ours against a peer (or nothing), and the limit set.

    ``limit`` bounds the ratio of ours to the peer's where there is a peer, else ours itself (none:
    shown only); ``at_least`` says that it is a lower bound.
    """

    what: str
    ours: float
    unit: str
    limit: float | None = None
    peer: str = ""
    theirs: float | None = None
    at_least: bool = False

    @property
    def judged(self) -> float:
        """The figure that is held to the limit."""
        return self.ours if self.theirs is None else self.ours / self.theirs

    @property
    def within(self) -> bool:
        """Whether the limit holds."""
        if self.limit is None:
            return True
        return self.judged >= self.limit if self.at_least else self.judged <= self.limit

    def as_dict(self) -> dict[str, Any]:
        """All of it, for the JSON file."""
        return {**asdict(self), "judged": self.judged, "within": self.within}


def alone(job: str, *arguments: object) -> Run:
    """Run ``module:function``: called with the arguments (text) it returns the work to time."""
    command = [sys.executable, "-m", "bench.measured", job, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{job} failed:\n{done.stderr}")
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def best(runs: list[Run]) -> Run:
    """The quickest times and the largest memory of several runs of the same work."""
    return Run(
        min(run.seconds for run in runs),
        min(run.processor for run in runs),
        max(run.megabytes for run in runs),
        runs[0].value,
    )


def by_turns(jobs: dict[str, Callable[[], Run]], times: int) -> dict[str, Run]:
    """Run each of several jobs so many times, by turns, so that all see the same machine."""
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for _ in range(times):
        for name, job in jobs.items():
            runs[name].append(job())
    return {name: best(found) for name, found in runs.items()}


def main(job: str, *arguments: str) -> None:
    """In the process that is measured: prepare, time, print."""
    module, _, function = job.partition(":")
    work: Work = getattr(import_module(module), function)(*arguments)
    started, before = perf_counter(), process_time()
    value = work()
    seconds, processor = perf_counter() - started, process_time() - before
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(asdict(Run(seconds, processor, megabytes, value))))


if __name__ == "__main__":
    main(*sys.argv[1:])
