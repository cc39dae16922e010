"""The page of OWASP ASVS 5.0, of its data: ``docs/reference/asvs.toml``."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "reference" / "asvs.toml"
STATUSES = ("met", "set up", "does not apply", "not met")
OPENING = """# OWASP ASVS 5.0, levels 1 and 2

Each requirement of the Application Security Verification Standard 5.0.0 at levels 1 and 2, by its
number and in a few words of ours; how it is met here, or why not; and the tests that show it. The
standard's own words count: read them at owasp.org under the same number.

“Set up” is met once the service is installed as [the guide](../how-to/install.md) says. What is
referred to as explanation/security.md is [here](../explanation/security.md). The judgement is our
own: nobody has certified it."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement; ``number`` as ``1.2.3``."""

    chapter: str
    number: str
    level: int
    about: str
    status: str
    how: str
    tests: tuple[str, ...]


def requirements() -> tuple[Requirement, ...]:
    """All of them, in the order of the file."""
    held = tomllib.loads(DATA.read_text("utf-8"))
    return tuple(
        Requirement(f"{key} {chapter['name']}", number, **(said | {"tests": tuple(said["tests"])}))
        for key, chapter in held.items()
        for number, said in chapter.items()
        if number != "name"
    )


def page() -> str:
    """The page: how many, what is not met, and a table for each chapter."""
    every = requirements()
    counted = Counter((one.status, one.level) for one in every)
    lines = [OPENING, "", "| status | level 1 | level 2 | both |", "|---|---|---|---|"]
    for status in STATUSES:
        first, second = counted[status, 1], counted[status, 2]
        lines.append(f"| {status} | {first} | {second} | {first + second} |")
    lines += ["", "## Not met", ""]
    lines += [
        f"- **v5.0.0-{one.number}** (level {one.level}), {one.about}: {one.how}."
        for one in every
        if one.status == "not met"
    ]
    for chapter in dict.fromkeys(one.chapter for one in every):
        lines += ["", f"## {chapter}", ""]
        lines.append("| requirement | level | what | status | how | tests |")
        lines.append("|---|---|---|---|---|---|")
        lines += [_row(one) for one in every if one.chapter == chapter]
    return "\n".join(lines) + "\n"


def _row(one: Requirement) -> str:
    tests = "<br>".join(f"`{test}`" for test in one.tests)
    cells = (f"v5.0.0-{one.number}", str(one.level), one.about, one.status, one.how, tests)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
