"""A Word file read into a document's blocks, over pandoc's own tree.

Nothing is dropped silently: what a document cannot hold is refused, or found and told.
"""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pypandoc

from saferboard.core.document.findings import Finding
from saferboard.core.document.tree import Block
from saferboard.core.faults import refuse
from saferboard.engines.word.blocks import Reading
from saferboard.engines.word.package import look_into

TIME_LIMIT = 60
MEMORY = "1G"


@dataclass(frozen=True, slots=True)
class Read:
    """What a Word file says: its title if it has one, blocks, and what was found in reading it.

    ``pictures`` are the bytes of its pictures by their SHA-256.
    """

    title: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    pictures: Mapping[str, bytes]


def read_docx(data: bytes, *, name: str) -> Read:
    """The document in a Word file. Refused: what is no plain Word file, and tracked changes."""
    package = look_into(data, name=name)
    tree = _tree(package.data, name)
    reading = Reading(name, package.media, tree["blocks"])
    return Read(
        reading.title(tree["meta"]),
        tuple(reading.found),
        tuple(reading.findings),
        reading.pictures,
    )


def _tree(data: bytes, name: str) -> dict[str, Any]:
    command = [
        pypandoc.get_pandoc_path(),
        "+RTS",
        f"-M{MEMORY}",
        "-RTS",
        "--sandbox",
        "--from=docx+styles",
        "--to=json",
        "--track-changes=all",
    ]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=TIME_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode != 0:
        raise refuse(
            "it cannot be read",
            where=name,
            expected="a Word document that opens in Word",
            remedy="open it in Word and save it again; if it is very large, split it",
        )
    tree: dict[str, Any] = json.loads(done.stdout)
    return tree
