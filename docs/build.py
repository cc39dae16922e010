"""Writes the generated reference pages: ``python -m docs.build``. A test keeps them true."""

import os
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.cli import get_docs_for_click

from docs import asvs
from saferboard.cli.folder import read_folder
from saferboard.cli.main import app
from saferboard.core.evidence.control import Control
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.words import polarity_words
from saferboard.core.ingest.partnership import read_partnership

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PARTNERSHIP = ROOT / "partnerships" / "leicestershire"


def commands() -> str:
    """Every command, argument and option, as the console shows them."""
    os.environ.pop("SAFERBOARD_HOME", None)
    command = typer.main.get_command(app)
    context = typer.Context(command, info_name="saferboard")
    text = get_docs_for_click(obj=command, ctx=context, name="saferboard")
    return text.strip() + "\n"


def measures() -> str:
    """Every measure of the bundled partnership, as the release defines it."""
    partnership = read_partnership(read_folder(PARTNERSHIP))
    lines = ["# Measures", "", f"As declared by {partnership.name}.", ""]
    for outcome in partnership.outcomes:
        lines += [f"## {outcome.name}", ""]
        for measure in partnership.measures:
            if measure.outcome == outcome.key:
                lines += _entry(measure)
    return "\n".join(lines).rstrip() + "\n"


def _entry(measure: Measure) -> list[str]:
    facts = [
        f"- Kind: {measure.kind}, {measure.unit}".rstrip(", "),
        f"- Source: {measure.source}",
        *(
            f"- From {polarity.since.words}: {polarity_words(polarity.better).lower()}"
            for polarity in measure.polarity
        ),
        *(f"- Break in {broken.on.words}: {broken.why}" for broken in measure.breaks),
        *_control(measure.control),
        *_others(measure),
        *(f"- {caveat}" for caveat in measure.caveats),
    ]
    return [f"### {measure.name} (`{measure.key}`)", "", measure.definition, "", *facts, ""]


def _control(control: Control | None) -> Iterator[str]:
    """Its control chart: by which rules, and where limits begin anew."""
    if control is not None:
        yield f"- Control chart of each {control.step}: {control.chart}, {control.rules}"
        for rebase in control.rebases:
            yield f"- Its limits begin anew in {rebase.on.words}: {rebase.why}"


def _others(measure: Measure) -> Iterator[str]:
    """Who it is compared with, which measures share its events, and when and why it ended."""
    if measure.peers:
        yield f"- Peers: `{measure.peers}`"
    if measure.compared_with:
        back = ", with events worked back from rates" if measure.work_back else ""
        codes = ", ".join(f"`{code}`" for code in measure.compared_with)
        yield f"- Held against {codes} by {measure.compared_by}{back}"
    if measure.overlaps:
        yield "- Shares events with " + ", ".join(f"`{key}`" for key in measure.overlaps)
    if measure.retired is not None:
        why = f": {measure.retired_because}" if measure.retired_because else ""
        yield f"- Not reported any more from {measure.retired.words}{why}"


def access() -> str:
    """Every address, the permission it takes, and which roles hold that."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from saferboard.core.directory.permissions import HOLDERS, Role
    from saferboard.web.directory.addresses import addresses

    lines = [
        "# Who may open what",
        "",
        "Every address of the service, the permission that it takes, and the roles that hold it. "
        "What is not listed is refused. A page may narrow this further, and then says why: an "
        "owner sees their own action, an author their own paper.",
        "",
        "| address | permission | " + " | ".join(Role) + " |",
        "|---|---|" + "---|" * len(Role),
    ]
    for address, permission in addresses():
        held = ("yes" if role in HOLDERS[permission] else "" for role in Role)
        lines.append(f"| `{address}` | `{permission}` | " + " | ".join(held) + " |")
    return "\n".join(lines) + "\n"


PAGES = {
    "commands.md": commands,
    "measures.md": measures,
    "access.md": access,
    "asvs.md": asvs.page,
}


def main() -> None:
    """Write every generated page."""
    for name, write in PAGES.items():
        (REFERENCE / name).write_text(write(), "utf-8")


if __name__ == "__main__":
    main()
