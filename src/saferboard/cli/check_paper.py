"""``saferboard check-paper``: every stated figure of a paper, worked out again."""

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from saferboard.cli.instance import SAID, Instance, instance_of, start_service
from saferboard.core.evidence.checking.findings import Report
from saferboard.core.evidence.checking.known import Fact, facts_of_paper
from saferboard.core.evidence.checking.report import check
from saferboard.core.evidence.checking.sayings import NONE, Sayings
from saferboard.core.faults import refuse
from saferboard.engines.papers import read_paper

SOUND, MISMATCHES = 0, 1


def check_paper(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="DOCX, PDF, HTML, Markdown or text.")
    ],
    earlier: Annotated[
        list[Path] | None, typer.Option(help="An earlier paper to hold it against; repeatable.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check the figures of a paper before it goes out. Ends with 1 if any does not stand.

    Works them out again from the paper itself and, where there is an instance, from its newest
    release and what partners returned.
    """
    source = read_paper(_bytes(file), name=file.name)
    release, facts, sayings = _known(instance_of(ctx))
    for paper in earlier or ():
        facts += facts_of_paper(
            read_paper(_bytes(paper), name=paper.name), paper.name, (f.label for f in facts)
        )
    report = check(source, facts, sayings)
    if as_json:
        # Not through the console: it would fold long lines.
        typer.echo(json.dumps(as_values(report, file.name, release), ensure_ascii=False))
    else:
        SAID.print(as_words(report, file.name, release), markup=False)
    raise typer.Exit(MISMATCHES if report.findings else SOUND)


def as_values(report: Report, name: str, release: str) -> dict[str, Any]:
    """The report as the JSON that other programs read; null is not known."""
    return {
        "file": name,
        "release": release or None,
        "findings": [
            {
                "kind": found.kind.value,
                "page": found.place.page,
                "paragraph": found.place.paragraph or None,
                "line": found.place.line,
                "excerpt": found.excerpt,
                "stated": found.stated,
                "computed": found.computed,
                "why": found.why,
            }
            for found in report.findings
        ],
        "checked": {kind.value: count for kind, count in report.checked},
        "not_checked": {kind.value: count for kind, count in report.unchecked},
    }


def as_words(report: Report, name: str, release: str) -> str:
    """The report as lines to read."""
    against = f", held against release {release}" if release else ""
    count = len(report.findings)
    lines = [f"{name}{against}: {count} figure{'' if count == 1 else 's'} to look at."]
    for found in report.findings:
        lines += [
            "",
            f"{found.place.words}: {found.kind.value}",
            f"  “{found.excerpt}”",
            f"  stated: {found.stated}",
            f"  follows: {found.computed}",
            f"  why: {found.why}",
        ]
    lines += _counts("Checked", report.checked) + _counts("Not checked", report.unchecked)
    return "\n".join(lines)


def _counts(title: str, counts: tuple[tuple[Any, int], ...]) -> list[str]:
    rows = [f"  {count:>6,}  {kind.value}" for kind, count in counts]
    return ["", f"{title}:", *(rows or ["  nothing"])]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise refuse(
            f"it cannot be read: {error.strerror}",
            where=str(file),
            expected="a file that is there and may be read",
            remedy="give the path of the paper",
        ) from None


def _known(instance: Instance) -> tuple[str, tuple[Fact, ...], Sayings]:
    """What the instance knows; nothing where there is none, and none is made."""
    if not (instance.home / "saferboard.sqlite3").exists() and not os.environ.get("DATABASE_URL"):
        return "", (), NONE
    start_service(instance, migrate=False)
    from saferboard.web.checking.queries import known

    held = known()
    return held.release, held.facts, held.sayings
