"""What the pages show of a profile, worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from saferboard.core.document.tree import Chart, Column, Heading, Paragraph, Picture, Table
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.profile.profile import Profile
from saferboard.web.evidence.drawing import drawn
from saferboard.web.evidence.profiles.maps import sha_of
from saferboard.web.evidence.profiles.models import MadeProfile
from saferboard.web.evidence.profiles.queries import Read


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the document: the template that shows it, and what it shows."""

    template: str
    content: Any
    mark: str = ""


def parts(read: Read) -> Iterator[Part]:
    """The document as the page shows it, after its opening sentence."""
    by_sha = {sha_of(svg): svg for svg in read.maps.values()}
    for block in read.document.blocks[1:]:
        match block:
            case Heading():
                yield Part(f"heading{block.level}", block, slugify(block.text))
            case Paragraph():
                yield Part("paragraph", block)
            case Table():
                yield Part("table", (block, cells(block)))
            case Chart():
                yield Part("chart", drawn(block))
            case Picture():
                # Our own drawing, built by an XML writer.
                svg = mark_safe(by_sha[block.sha])  # noqa: S308
                yield Part("map", (block, svg))


def cells(table: Table) -> list[list[tuple[Column, str]]]:
    """Each cell beside its column."""
    return [list(zip(table.columns, row, strict=True)) for row in table.rows]


def opening(read: Read) -> str:
    """The sentence at the top."""
    first = read.document.blocks[0]
    return first.text if isinstance(first, Paragraph) else ""


def contents(found: list[Part]) -> list[tuple[str, str]]:
    """The sections of the page, each with its mark."""
    return [(part.mark, part.content.text) for part in found if part.template == "heading1"]


def address(row: MadeProfile, name: str = "profile-numbered") -> str:
    """The page of this very profile, or another address of it."""
    where = {"quarter": Period.parse(row.quarter), "number": row.number, "slug": row.slug}
    return reverse(name, kwargs=where)


def record(profile: Profile) -> str:
    """The page that tells how its release was made."""
    quarter, _, number = profile.release.partition(".")
    where = {"quarter": Period.parse(quarter), "number": int(number)}
    return reverse("release-record", kwargs=where)
